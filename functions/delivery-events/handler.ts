import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { createEventsContext } from "../../src/context/events.ts";
import { followEvent } from "../../src/gateway/follow-event.ts";
import { eachRecord, notificationOf } from "../middleware/queue-batch.ts";
import { toDeliveryEvent } from "./ses-event.ts";

const context = createEventsContext(process.env);

/** Follows what SES tells of our mails. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  eachRecord(event, context.log, async (body) => {
    const deliveryEvent = toDeliveryEvent(notificationOf(body));
    if (deliveryEvent !== null) await followEvent(context, deliveryEvent);
    return "done";
  });
