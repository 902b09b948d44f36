import { z } from "zod";
import { outboxTag } from "../../src/aws/ses-delivery.ts";
import type { DeliveryEvent } from "../../src/gateway/follow-event.ts";

const bounced = z.array(
  z.object({ emailAddress: z.string(), status: z.string().optional(), diagnosticCode: z.string().optional() }),
);

const eventType = z.enum([
  "Send",
  "Delivery",
  "Bounce",
  "Complaint",
  "Reject",
  "DeliveryDelay",
  "RenderingFailure",
  "Rendering Failure",
]);

/** Events of a configuration set (SES guide, "Contents of event data"). */
const sesEvent = z.object({
  eventType,
  mail: z.object({
    timestamp: z.string(),
    messageId: z.string(),
    destination: z.array(z.string()).default([]),
    tags: z.record(z.string(), z.array(z.string())).default({}),
  }),
  delivery: z
    .object({ timestamp: z.string(), recipients: z.array(z.string()), smtpResponse: z.string().default("") })
    .optional(),
  bounce: z
    .object({ timestamp: z.string(), bounceType: z.string(), bounceSubType: z.string(), bouncedRecipients: bounced })
    .optional(),
  complaint: z
    .object({ timestamp: z.string(), complainedRecipients: z.array(z.object({ emailAddress: z.string() })) })
    .optional(),
  reject: z.object({ reason: z.string() }).optional(),
});

type SesEvent = z.infer<typeof sesEvent>;

/** What an SES event says of one of our mails; null when it is about none; throws when an event is broken. */
export function toDeliveryEvent(notification: unknown): DeliveryEvent | null {
  if (!z.object({ eventType }).safeParse(notification).success) return null;
  const event = sesEvent.parse(notification);
  const outboxId = event.mail.tags[outboxTag]?.[0];
  if (outboxId === undefined) return null;
  return { outboxId, deliveryId: event.mail.messageId, ...whatHappened(event) };
}

function whatHappened(event: SesEvent): Pick<DeliveryEvent, "at" | "kind" | "recipients"> {
  const { mail, delivery, bounce, complaint, reject } = event;
  if (event.eventType === "Delivery" && delivery) {
    const recipients = delivery.recipients.map((address) => ({ address, answer: delivery.smtpResponse }));
    return { at: moment(delivery.timestamp), kind: "delivered", recipients };
  }
  if (event.eventType === "Bounce" && bounce) {
    // An out-of-office answer is told as a bounce without a status although the mail arrived.
    const isGeneral = bounce.bounceType === "Transient" && bounce.bounceSubType === "General";
    const answered =
      isGeneral && bounce.bouncedRecipients.every(({ status, diagnosticCode }) => !status && !diagnosticCode);
    const recipients = bounce.bouncedRecipients.map(({ emailAddress, status, diagnosticCode }) => ({
      address: emailAddress,
      answer: [status, diagnosticCode].filter(Boolean).join(" ") || `${bounce.bounceType} ${bounce.bounceSubType}`,
    }));
    return { at: moment(bounce.timestamp), kind: answered ? "answered" : "bounced", recipients };
  }
  if (event.eventType === "Complaint" && complaint) {
    const recipients = complaint.complainedRecipients.map(({ emailAddress }) => ({
      address: emailAddress,
      answer: "",
    }));
    return { at: moment(complaint.timestamp), kind: "complained", recipients };
  }
  const at = moment(mail.timestamp);
  if (event.eventType === "Send") return { at, kind: "accepted", recipients: [] };
  if (event.eventType === "DeliveryDelay") return { at, kind: "delayed", recipients: [] };
  return {
    at,
    kind: "rejected",
    recipients: mail.destination.map((address) => ({ address, answer: reject?.reason ?? event.eventType })),
  };
}

function moment(timestamp: string): string {
  const date = new Date(timestamp);
  return Number.isNaN(date.getTime()) ? timestamp : date.toISOString();
}
