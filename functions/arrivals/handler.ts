import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { readConfig } from "../../src/config.ts";
import { arrivalNotice } from "./arrival-notice.ts";

const { ARRIVALS_QUEUE_URL } = readConfig(process.env, ["ARRIVALS_QUEUE_URL"]);
const queue = new SQSClient({ useQueueUrlAsEndpoint: false });

/** Told by Mail Manager of a mail it has stored: puts its envelope into the queue, from where nothing is lost. */
export const handler = async (event: unknown): Promise<void> => {
  for (const notice of arrivalNotice(event))
    await queue.send(new SendMessageCommand({ QueueUrl: ARRIVALS_QUEUE_URL, MessageBody: JSON.stringify(notice) }));
};
