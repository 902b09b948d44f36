import { createTransport } from "nodemailer";
import type { SentMail } from "../outbox/outbox.ts";
import { bounced, delivered, type Outcome } from "./events.ts";

/** Hands one recipient's copy to a host; a string is the reason to try again later. */
export type Relay = (
  message: Buffer,
  recipient: string,
  mail: SentMail,
  feedbackId: string,
) => Promise<Outcome | string>;

type SmtpFailure = { code?: string; responseCode?: number; response?: string; message: string };

/**
 * Relays to a real SMTP host; TLS is required where the configuration set requires it, else taken when offered. `name`
 * is what it greets with, where that is not this machine's.
 */
export function smtpRelay(url: string, now: () => Date, name?: string): Relay {
  const { hostname, port } = new URL(url);
  return async (message, recipient, mail, feedbackId) => {
    const transport = createTransport({
      host: hostname,
      port: Number(port || 25),
      ...(name && { name }),
      secure: false,
      requireTLS: mail.tlsRequired,
      opportunisticTLS: true,
      // As SES: encryption is required, not a certificate that anybody vouches for.
      tls: { rejectUnauthorized: false },
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 60_000,
    });
    try {
      const envelope = { from: mail.returnPath, to: [recipient] };
      const { response } = await transport.sendMail({ envelope, raw: message });
      return delivered(recipient, mail, now(), response, hostname);
    } catch (error) {
      return toOutcome(error as SmtpFailure, recipient, feedbackId, now());
    } finally {
      transport.close();
    }
  };
}

/** A permanent refusal is a bounce; anything else is a reason to try again. */
function toOutcome(failure: SmtpFailure, recipient: string, feedbackId: string, at: Date): Outcome | string {
  const permanent = (failure.responseCode ?? 0) >= 500;
  const noTls = failure.code === "ETLS";
  if (!permanent && !noTls) return `smtp; ${failure.response ?? failure.message}`;
  const answer = noTls ? "Unable to deliver: the receiving host offers no TLS, which is required" : failure.response;
  const status = noTls ? "5.7.10" : (/\b5\.\d{1,3}\.\d{1,3}\b/.exec(answer ?? "")?.[0] ?? "5.0.0");
  const kind = {
    bounceType: "Permanent",
    bounceSubType: "General",
    status,
    diagnosticCode: `smtp; ${answer}`,
  } as const;
  return bounced(recipient, kind, feedbackId, at);
}
