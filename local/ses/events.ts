import type { OutboxEvent, SentMail } from "../outbox/outbox.ts";
import { addressesIn } from "./addresses.ts";
import { type Header, valuesOf } from "./raw-headers.ts";

const MAXIMUM_HEADER_BYTES = 10_240;

/** One outcome for some recipients; `body` is what stands under the event's own name in SES's JSON. */
export type Outcome = {
  readonly type: OutboxEvent["type"];
  readonly recipients: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
  readonly detail?: string;
  /** Whether nothing more will be known of these recipients. */
  readonly final: boolean;
};

const bodyName: Readonly<Record<OutboxEvent["type"], string>> = {
  Send: "send",
  Delivery: "delivery",
  Bounce: "bounce",
  Complaint: "complaint",
  Reject: "reject",
  DeliveryDelay: "deliveryDelay",
};

/** The event as SES publishes it to a configuration set's topic. */
export function eventJson(outcome: Outcome, mail: SentMail, headers: readonly Header[], accountId: string): string {
  return JSON.stringify({
    eventType: outcome.type,
    [bodyName[outcome.type]]: outcome.body,
    mail: {
      timestamp: mail.at,
      source: mail.from,
      sourceArn: mail.sourceArn,
      sendingAccountId: accountId,
      messageId: mail.id,
      destination: mail.to,
      ...limited(headers),
      commonHeaders: commonHeaders(headers, mail.id),
      tags: mail.tags,
    },
  });
}

function limited(headers: readonly Header[]) {
  const listed: { name: string; value: string }[] = [];
  let size = 0;
  for (const { name, value } of headers) {
    size += name.length + value.length;
    if (size > MAXIMUM_HEADER_BYTES) return { headersTruncated: true, headers: listed };
    listed.push({ name, value });
  }
  return { headersTruncated: false, headers: listed };
}

function commonHeaders(headers: readonly Header[], messageId: string) {
  const one = (name: string) => valuesOf(headers, name)[0];
  const many = (name: string) => one(name) && addressesIn(one(name) ?? "");
  return {
    from: [one("from") ?? ""],
    date: one("date"),
    to: many("to"),
    cc: many("cc"),
    messageId,
    subject: one("subject"),
  };
}

/** SES has taken the mail. */
export const sent = (mail: SentMail): Outcome => ({ type: "Send", recipients: mail.to, body: {}, final: false });

/** The receiving host took it. */
export function delivered(recipient: string, mail: SentMail, at: Date, answer: string, host: string): Outcome {
  const body = {
    timestamp: at.toISOString(),
    processingTimeMillis: Math.max(0, at.getTime() - Date.parse(mail.at)),
    recipients: [recipient],
    smtpResponse: answer,
    remoteMtaIp: "127.0.0.1",
    reportingMTA: host,
  };
  return { type: "Delivery", recipients: [recipient], body, detail: answer, final: true };
}

type BounceKind = {
  readonly bounceType: "Permanent" | "Transient" | "Undetermined";
  readonly bounceSubType: string;
  readonly status?: string;
  readonly diagnosticCode?: string;
};

/** The mail came back, or an automatic reply did. */
export function bounced(recipient: string, kind: BounceKind, feedbackId: string, at: Date): Outcome {
  const { bounceType, bounceSubType, status, diagnosticCode } = kind;
  const body = {
    bounceType,
    bounceSubType,
    bouncedRecipients: [
      {
        emailAddress: recipient,
        ...(status && { action: "failed", status }),
        ...(diagnosticCode && { diagnosticCode }),
      },
    ],
    timestamp: at.toISOString(),
    feedbackId,
    ...(status && { reportingMTA: "dns; a8-1.smtp-out.amazonses.com" }),
  };
  const detail = diagnosticCode ?? `${bounceType}/${bounceSubType}`;
  return { type: "Bounce", recipients: [recipient], body, detail, final: true };
}

/** The recipient called it spam. */
export function complained(recipient: string, feedbackId: string, at: Date): Outcome {
  const body = {
    complainedRecipients: [{ emailAddress: recipient }],
    timestamp: at.toISOString(),
    feedbackId,
    complaintSubType: null,
    userAgent: "Amazon SES Mailbox Simulator",
    complaintFeedbackType: "abuse",
    arrivalDate: at.toISOString(),
  };
  return { type: "Complaint", recipients: [recipient], body, detail: "abuse", final: true };
}

/** The receiving host did not take it yet. */
export function delayed(recipient: string, reason: string, at: Date, until: Date): Outcome {
  const body = {
    timestamp: at.toISOString(),
    delayType: "TransientCommunicationFailure",
    expirationTime: until.toISOString(),
    delayedRecipients: [{ emailAddress: recipient, status: "4.4.1", diagnosticCode: reason }],
  };
  return { type: "DeliveryDelay", recipients: [recipient], body, detail: reason, final: false };
}

/** SES found a virus after it had taken the mail. */
export const rejected = (mail: SentMail): Outcome => ({
  type: "Reject",
  recipients: mail.to,
  body: { reason: "Bad content" },
  detail: "Bad content",
  final: true,
});
