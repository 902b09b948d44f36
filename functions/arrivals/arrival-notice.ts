import { z } from "zod";

/** Where the rule set stores mail. */
const prefix = "in/";

const verdict = z.looseObject({ status: z.string() }).optional();

/** What Mail Manager hands to a function: the event of SES receiving. */
const event = z.object({
  Records: z.array(
    z.object({
      ses: z.object({
        mail: z.looseObject({ messageId: z.string().min(1), timestamp: z.string(), source: z.string() }),
        receipt: z.object({ recipients: z.array(z.string()).min(1), virusVerdict: verdict }),
      }),
    }),
  ),
});

/** The same as SES publishes of a mail that a receipt rule has stored, so that one function takes in both. */
export function arrivalNotice(given: unknown) {
  return event.parse(given).Records.map(({ ses: { mail, receipt } }) => ({
    notificationType: "Received",
    mail,
    receipt: { ...receipt, action: { type: "S3", objectKey: `${prefix}${mail.messageId}` } },
  }));
}
