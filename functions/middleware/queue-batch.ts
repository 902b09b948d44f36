import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { z } from "zod";
import { faultOf, type Log } from "../../src/log.ts";

const envelope = z.object({ Type: z.literal("Notification"), Message: z.string() });

/** Works through a batch; only the records that failed come back to the queue. */
export async function eachRecord(
  event: SQSEvent,
  log: Log,
  work: (body: string) => Promise<"done" | "again">,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const { messageId, body } of event.Records) {
    try {
      if ((await work(body)) === "again") batchItemFailures.push({ itemIdentifier: messageId });
    } catch (error) {
      log.error("record-failed", faultOf(error));
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

/** The JSON that SNS delivered to the queue, or null for text that is no JSON (SES's test notification). */
export function notificationOf(body: string): unknown {
  const json = parse(body);
  const wrapped = envelope.safeParse(json);
  return wrapped.success ? parse(wrapped.data.Message) : json;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
