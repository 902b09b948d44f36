import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { selfSigned } from "../../local/smtp/certificate.ts";

/** A company's mail server of one test that asks for a sign-in; it keeps what it was told. */
export type AMailServer = {
  readonly port: number;
  /** Its certificate, which nobody else vouches for. */
  readonly certificate: string;
  /** Whom it lets in; may be changed. */
  readonly account: { user: string; password: string };
  /** Every try to sign in, and whether the connection was encrypted then. */
  readonly tries: { readonly user: string; readonly encrypted: boolean }[];
  /** Messages it has taken. */
  readonly taken: string[];
  close(): Promise<void>;
};

/** Starts one on `localhost`; `offersTls` false: it lets people sign in over a connection in clear. */
export async function aMailServer({ offersTls = true } = {}): Promise<AMailServer> {
  const { key, cert } = selfSigned(["localhost"], new Date());
  const account = { user: "gateway", password: "a password only for tests" };
  const tries: AMailServer["tries"] = [];
  const taken: string[] = [];
  const server = new SMTPServer({
    key,
    cert,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    disabledCommands: offersTls ? [] : ["STARTTLS"],
    closeTimeout: 1000,
    onAuth: ({ username = "", password }, { secure }, done) => {
      tries.push({ user: username, encrypted: secure });
      const known = username === account.user && password === account.password;
      if (known) done(null, { user: username });
      else done(Object.assign(new Error("5.7.8 Who are you?"), { responseCode: 535 }));
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        taken.push(Buffer.concat(chunks).toString());
        done(null, "2.0.0 Ok: queued");
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(resolve));
  return { port, certificate: cert, account, tries, taken, close };
}
