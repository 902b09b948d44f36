import { z } from "zod";
import { messageIdForm, type ReceivedMail } from "../../src/gateway/arrival.ts";

/** What SES publishes when its S3 action has stored a mail (SES guide, "Contents of notifications"). */
const received = z.object({
  notificationType: z.literal("Received"),
  mail: z.object({
    messageId: z.string().regex(messageIdForm),
    timestamp: z.iso.datetime({ offset: true }),
    source: z.string(),
  }),
  receipt: z.object({
    recipients: z.array(z.string().min(1)).min(1),
    virusVerdict: z.object({ status: z.string() }).optional(),
    action: z.object({ type: z.literal("S3"), objectKey: z.string().min(1) }),
  }),
});

/** The mail a notification tells of; null for one that tells of none; throws when a mail's notification is broken. */
export function toReceivedMail(notification: unknown): ReceivedMail | null {
  const isMail = z.object({ notificationType: z.literal("Received") }).safeParse(notification).success;
  if (!isMail) return null;
  const { mail, receipt } = received.parse(notification);
  return {
    messageId: mail.messageId,
    objectKey: receipt.action.objectKey,
    receivedAt: new Date(mail.timestamp).toISOString(),
    envelopeFrom: mail.source === "<>" ? "" : mail.source,
    recipients: receipt.recipients,
    virusFound: receipt.virusVerdict?.status === "FAIL",
  };
}
