import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";

/** What a mail server offers; `tls` is null without STARTTLS. */
export type StartTls = {
  readonly greeting: string;
  readonly tls: {
    readonly version: string;
    readonly cipher: string;
    /** By the authorities of this machine, for the server's name. */
    readonly trusted: boolean;
    readonly problem?: string;
    readonly issuer: string;
    readonly validTo: string;
  } | null;
};

const patience = 10_000;

/** Opens a session with a mail server up to its TLS, hands in nothing and leaves. */
export async function dial(host: string, port: number, address = host): Promise<StartTls> {
  const socket = connectTcp({ host: address, port });
  socket.setTimeout(patience, () => socket.destroy(new Error(`${host} did not answer within ${patience / 1000} s`)));
  try {
    const greeting = await answer(socket, null);
    const offers = await answer(socket, "EHLO check.invalid");
    if (!/^250[ -]STARTTLS\b/im.test(offers)) return { greeting: firstLine(greeting), tls: null };
    const ready = await answer(socket, "STARTTLS");
    if (!ready.startsWith("220")) return { greeting: firstLine(greeting), tls: null };
    return { greeting: firstLine(greeting), tls: factsOf(await upgraded(socket, host)) };
  } finally {
    socket.destroy();
  }
}

/** The whole answer of one command, of one line or several. */
function answer(socket: Socket, command: string | null): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const ended = (settle: () => void) => {
      socket.off("data", onData);
      socket.off("error", onError);
      socket.off("close", onClose);
      settle();
    };
    const onData = (chunk: Buffer) => {
      text += chunk.toString("latin1");
      if (text.length > 65_536) ended(() => reject(new Error("its answer does not end")));
      if (/^\d{3} .*\r\n$/m.test(text.slice(text.lastIndexOf("\n", text.length - 2) + 1))) ended(() => resolve(text));
    };
    const onError = (error: Error) => ended(() => reject(error));
    const onClose = () => ended(() => reject(new Error("it closed the connection")));
    socket.on("data", onData).on("error", onError).on("close", onClose);
    if (command !== null) socket.write(`${command}\r\n`);
  });
}

function upgraded(socket: Socket, host: string): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = connectTls({ socket, servername: host, minVersion: "TLSv1.2", rejectUnauthorized: false }, () =>
      resolve(secure),
    );
    secure.once("error", reject);
  });
}

function factsOf(secure: TLSSocket): NonNullable<StartTls["tls"]> {
  const { issuer, valid_to: validTo = "" } = secure.getPeerCertificate();
  const problem = secure.authorized ? undefined : String(secure.authorizationError);
  const facts = {
    version: (secure.getProtocol() ?? "").replace(/^TLSv/, ""),
    cipher: secure.getCipher().name,
    trusted: secure.authorized,
    ...(problem && { problem }),
    issuer: String(issuer?.O ?? issuer?.CN ?? ""),
    validTo,
  };
  secure.destroy();
  return facts;
}

const firstLine = (text: string) => text.split("\r\n", 1)[0] ?? "";
