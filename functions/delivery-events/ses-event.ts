import { z } from "zod";
import { outboxTag } from "../../src/aws/ses-delivery.ts";
import type { DeliveryEvent } from "../../src/gateway/follow-event.ts";

const mail = z.object({
  timestamp: z.string(),
  messageId: z.string(),
  destination: z.array(z.string()).default([]),
  tags: z.record(z.string(), z.array(z.string())).default({}),
});
const delivery = z.object({
  timestamp: z.string(),
  recipients: z.array(z.string()),
  smtpResponse: z.string().default(""),
  reportingMTA: z.string().optional(),
});
const bounce = z.object({
  timestamp: z.string(),
  bounceType: z.string(),
  bounceSubType: z.string(),
  bouncedRecipients: z.array(
    z.object({ emailAddress: z.string(), status: z.string().optional(), diagnosticCode: z.string().optional() }),
  ),
});
const complaint = z.object({
  timestamp: z.string(),
  complainedRecipients: z.array(z.object({ emailAddress: z.string() })),
});

/** Events of a configuration set (SES guide, "Contents of event data"). */
const sesEvent = z.discriminatedUnion("eventType", [
  z.object({ eventType: z.literal(["Send", "DeliveryDelay", "RenderingFailure", "Rendering Failure"]), mail }),
  z.object({ eventType: z.literal("Reject"), mail, reject: z.object({ reason: z.string() }).optional() }),
  z.object({ eventType: z.literal("Delivery"), mail, delivery }),
  z.object({ eventType: z.literal("Bounce"), mail, bounce }),
  z.object({ eventType: z.literal("Complaint"), mail, complaint }),
]);
const followed = new Set(sesEvent.options.flatMap(({ shape }) => [...shape.eventType.values]));

type SesEvent = z.infer<typeof sesEvent>;
type Happened = Pick<DeliveryEvent, "at" | "kind" | "recipients" | "hop">;

/** What an SES event says of one of our mails; null when it is about none; throws when an event is broken. */
export function toDeliveryEvent(notification: unknown): DeliveryEvent | null {
  const named = z.object({ eventType: z.string() }).safeParse(notification);
  if (!named.success || !(followed as ReadonlySet<string>).has(named.data.eventType)) return null;
  const event = sesEvent.parse(notification);
  const outboxId = event.mail.tags[outboxTag]?.[0];
  if (outboxId === undefined) return null;
  return { outboxId, deliveryId: event.mail.messageId, ...whatHappened(event) };
}

function whatHappened(event: SesEvent): Happened {
  const at = moment(event.mail.timestamp);
  const everybody = (answer: string) => event.mail.destination.map((address) => ({ address, answer }));
  switch (event.eventType) {
    case "Send":
      return { at, kind: "accepted", recipients: [] };
    case "DeliveryDelay":
      return { at, kind: "delayed", recipients: [] };
    case "Delivery": {
      const { timestamp, recipients, smtpResponse, reportingMTA } = event.delivery;
      const told = recipients.map((address) => ({ address, answer: smtpResponse }));
      const hop = reportingMTA && { hop: reportingMTA };
      return { at: moment(timestamp), kind: "delivered", recipients: told, ...hop };
    }
    case "Bounce":
      return ofBounce(event.bounce);
    case "Complaint": {
      const { timestamp, complainedRecipients } = event.complaint;
      const recipients = complainedRecipients.map(({ emailAddress: address }) => ({ address, answer: "" }));
      return { at: moment(timestamp), kind: "complained", recipients };
    }
    case "Reject":
      return { at, kind: "rejected", recipients: everybody(event.reject?.reason ?? event.eventType) };
    default:
      return { at, kind: "rejected", recipients: everybody(event.eventType) };
  }
}

/** An out-of-office answer is told as a bounce without a status although the mail arrived. */
function ofBounce({ timestamp, bounceType, bounceSubType, bouncedRecipients }: z.infer<typeof bounce>): Happened {
  const isGeneral = bounceType === "Transient" && bounceSubType === "General";
  const answered = isGeneral && bouncedRecipients.every(({ status, diagnosticCode }) => !status && !diagnosticCode);
  const recipients = bouncedRecipients.map(({ emailAddress, status, diagnosticCode }) => ({
    address: emailAddress,
    answer: [status, diagnosticCode].filter(Boolean).join(" ") || `${bounceType} ${bounceSubType}`,
  }));
  return { at: moment(timestamp), kind: answered ? "answered" : "bounced", recipients };
}

function moment(timestamp: string): string {
  const date = new Date(timestamp);
  return Number.isNaN(date.getTime()) ? timestamp : date.toISOString();
}
