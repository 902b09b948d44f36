import { rootCertificates, TLSSocket } from "node:tls";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { WireRecord } from "../contracts/tls-records.ts";
import {
  DeliveryBouncedError,
  DeliveryInDoubtError,
  type Handed,
  type OutgoingMail,
  SignInRefusedError,
  type SmtpDemand,
  TlsUnavailableError,
} from "../gateway/delivery.ts";
import type { SmtpRoute } from "../gateway/routed-delivery.ts";
import { openAccess, type SmtpAccess } from "../gateway/smtp-access.ts";

/** Where the company's own mail server listens, and as whom the gateway greets it. */
export type SmtpServer = {
  /** `smtp://host:port`; 587 without a port. */
  readonly url: string;
  readonly name: string;
  /** As whom it signs in, and whom it trusts there; without it: nobody, and public authorities. */
  readonly access?: () => Promise<SmtpAccess>;
};

type Failure = Error & { code?: string; responseCode?: number; response?: string; command?: string };

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 };

/**
 * Hands mail to the company's own mail server, over the TLS that is asked for or not at all. Where it signs in, only
 * over TLS and to a server whose certificate is trusted: a password is told to nobody else.
 */
export function smtpRoute({ url, name, access = async () => openAccess }: SmtpServer): SmtpRoute {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  return {
    async send(mail, demand) {
      const { login, authority } = await access();
      const needsTls = mail.tls === "require" || login !== null;
      const connection = new SMTPConnection({
        ...patience,
        host,
        port: Number(port || 587),
        name,
        secure: false,
        requireTLS: needsTls,
        opportunisticTLS: !needsTls,
        tls: {
          minVersion: demand.minimumTls === "1.3" ? "TLSv1.3" : "TLSv1.2",
          rejectUnauthorized: login !== null || (mail.tls === "require" && demand.certificate === "trusted"),
          ...(authority !== "" && { ca: [...rootCertificates, authority] }),
        },
      });
      try {
        await connected(connection, mail, login !== null);
        if (login !== null) await signedIn(connection, login);
        return await handOver(connection, mail, demand, host);
      } finally {
        connection.close();
      }
    },
  };
}

function connected(connection: SMTPConnection, { tls }: OutgoingMail, signsIn: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once("error", (error: Failure) => {
      const words = oneLine(error.message);
      if (!isAboutTls(error)) reject(error);
      else if (tls === "require") reject(new TlsUnavailableError(words, error));
      else
        reject(signsIn ? new SignInRefusedError(`no TLS that is trusted, and so no sign-in: ${words}`, error) : error);
    });
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
}

function signedIn(connection: SMTPConnection, { user, password }: NonNullable<SmtpAccess["login"]>): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once("error", reject);
    if (!connection.secure) return reject(new SignInRefusedError("the connection is not encrypted", null));
    connection.login({ user, pass: password }, (error) => {
      if (!error) return resolve();
      const { responseCode = 0, response, message } = error as Failure;
      // 4xx: the server cannot tell just now, which is no refusal.
      reject(responseCode >= 500 ? new SignInRefusedError(oneLine(response ?? message), error) : error);
    });
  });
}

/** A server that offers no STARTTLS, a handshake that failed or a certificate that is not trusted; not one that is away. */
function isAboutTls({ code = "", message, command }: Failure): boolean {
  const away = ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EDNS", "ETIMEDOUT", "ECONNECTION"];
  if (code === "ETLS" || command === "STARTTLS") return true;
  return !away.includes(code) && /certificate|\bTLS\b|\bSSL\b|handshake|altname|EPROTO|wrong version/i.test(message);
}

function handOver(
  connection: SMTPConnection,
  mail: OutgoingMail,
  { envelopeFrom }: SmtpDemand,
  host: string,
): Promise<Handed> {
  const wire = seenOn(connection, host);
  return new Promise((resolve, reject) => {
    let ended = false;
    const fail = (error: Failure) => {
      if (!ended) reject(verdictOn(error));
      ended = true;
    };
    connection.once("error", fail);
    connection.send({ from: envelopeFrom, to: [...mail.to] }, mail.raw, (error, info) => {
      if (error) return fail(error as Failure);
      ended = true;
      const answer = oneLine(info?.response ?? "250");
      resolve({ deliveryId: `smtp-${mail.outboxId}`, arrived: { answer, wire } });
    });
  });
}

/** A server that said no has not taken the mail; one that fell silent after the end of the data may have. */
function verdictOn(error: Failure): Error {
  const { responseCode = 0, response, message } = error;
  if (responseCode >= 500) return new DeliveryBouncedError(oneLine(response ?? message), error);
  if (responseCode >= 400) return error;
  return new DeliveryInDoubtError(error);
}

function seenOn(connection: SMTPConnection, hop: string): WireRecord {
  const { _socket: socket } = connection as unknown as { _socket?: unknown };
  if (!(socket instanceof TLSSocket)) return { hop, certificate: undefined };
  return {
    hop,
    version: (socket.getProtocol() ?? "").replace(/^TLSv/, ""),
    cipher: socket.getCipher().name,
    certificate: socket.authorized ? "trusted" : "untrusted",
  };
}

const oneLine = (text: string) => text.replaceAll(/[\r\n]+/g, " ").slice(0, 500);
