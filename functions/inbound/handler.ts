import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { createInboundContext } from "../../src/context/inbound.ts";
import { takeIn } from "../../src/gateway/take-in.ts";
import { eachRecord, notificationOf } from "../middleware/queue-batch.ts";
import { toReceivedMail } from "./ses-notification.ts";

const context = createInboundContext(process.env);

/** Takes in the mails that the queue tells of. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  eachRecord(event, context.log, async (body) => {
    const mail = toReceivedMail(notificationOf(body));
    if (mail === null) return "done";
    await context.refresh();
    return (await takeIn(context, mail)) === "busy" ? "again" : "done";
  });
