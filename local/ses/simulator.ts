import type { SentMail } from "../outbox/outbox.ts";
import { domainOf } from "./addresses.ts";
import { bounced, complained, delayed, delivered, type Outcome } from "./events.ts";

const HOST = "a8-1.smtp-out.amazonses.com";

/** The behaviours of the mailbox simulator, by local part without `+label`. */
const behaviours: Readonly<Record<string, (recipient: string, mail: SentMail, at: Date, id: string) => Outcome[]>> = {
  success: (recipient, mail, at) => [accepted(recipient, mail, at)],
  bounce: (recipient, _, at, id) => [
    bounced(
      recipient,
      {
        bounceType: "Permanent",
        bounceSubType: "General",
        status: "5.1.1",
        diagnosticCode: "smtp; 550 5.1.1 user unknown",
      },
      id,
      at,
    ),
  ],
  suppressionlist: (recipient, _, at, id) => [
    bounced(
      recipient,
      {
        bounceType: "Permanent",
        bounceSubType: "Suppressed",
        status: "5.1.1",
        diagnosticCode: "Amazon SES has suppressed sending to this address because it is on the suppression list.",
      },
      id,
      at,
    ),
  ],
  complaint: (recipient, mail, at, id) => [accepted(recipient, mail, at), complained(recipient, id, at)],
  ooto: (recipient, mail, at, id) => [
    accepted(recipient, mail, at),
    bounced(recipient, { bounceType: "Transient", bounceSubType: "General" }, id, at),
  ],
  delay: (recipient, mail, at) => [
    delayed(recipient, "smtp; 451 4.4.1 try again later", at, new Date(at.getTime() + mail.maxDeliverySeconds * 1000)),
    accepted(recipient, mail, at),
  ],
  slow: () => [],
};

const accepted = (recipient: string, mail: SentMail, at: Date) => delivered(recipient, mail, at, "250 ok", HOST);

/** What becomes of a recipient at `simulator.<anything>`; null for an ordinary address. */
export function simulated(recipient: string, mail: SentMail, at: Date, feedbackId: string): readonly Outcome[] | null {
  if (!domainOf(recipient).startsWith("simulator.")) return null;
  const local = recipient.slice(0, recipient.lastIndexOf("@")).toLowerCase().split("+")[0] ?? "";
  const behaviour = behaviours[local] ?? behaviours.success;
  return behaviour ? behaviour(recipient, mail, at, feedbackId) : [];
}

/** What becomes of an ordinary recipient when nothing is relayed: the outbox page is the outside. */
export function pretended(recipient: string, mail: SentMail, at: Date): Outcome {
  return delivered(recipient, mail, at, "250 ok", HOST);
}
