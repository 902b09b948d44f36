import { createHash } from "node:crypto";
import { z } from "zod";
import {
  type Caller,
  type Deployment,
  ServiceError,
  type ServiceRequest,
  type ServiceResponse,
} from "../core/service.ts";
import type { Messaging, NewMessage } from "./messaging.ts";
import { queueArnOf } from "./resource-types.ts";

const CONTENT_TYPE = { "content-type": "application/x-amz-json-1.0" };
const md5 = (text: string) => createHash("md5").update(text).digest("hex");

const entry = z.strictObject({ MessageBody: z.string(), DelaySeconds: z.number().optional() });
const sendMessage = entry.extend({ QueueUrl: z.string() });
const sendMessageBatch = z.strictObject({
  QueueUrl: z.string(),
  Entries: z.array(entry.extend({ Id: z.string() })),
});

/** What the protocol needs of the queues. */
type Queues = Pick<Messaging, "send"> & {
  sendAll(queueArn: string, messages: readonly NewMessage[], caller: Caller): Promise<readonly string[]>;
};

type Operation = (queues: Queues, deployment: Deployment, request: ServiceRequest) => Promise<unknown>;

const operations: Readonly<Record<string, Operation>> = {
  SendMessage: async (queues, deployment, request) => {
    const { QueueUrl, MessageBody, DelaySeconds } = parse(sendMessage, request);
    const message = { body: MessageBody, ...(DelaySeconds !== undefined && { delaySeconds: DelaySeconds }) };
    const { messageId } = await queues.send(queueArnOf(QueueUrl, deployment), message, request.caller);
    return { MessageId: messageId, MD5OfMessageBody: md5(MessageBody) };
  },
  SendMessageBatch: async (queues, deployment, request) => {
    const { QueueUrl, Entries } = parse(sendMessageBatch, request);
    assertBatch(Entries);
    const messages = Entries.map(({ MessageBody, DelaySeconds }) => ({
      body: MessageBody,
      ...(DelaySeconds !== undefined && { delaySeconds: DelaySeconds }),
    }));
    const ids = await queues.sendAll(queueArnOf(QueueUrl, deployment), messages, request.caller);
    const Successful = Entries.map(({ Id, MessageBody }, index) => ({
      Id,
      MessageId: ids[index],
      MD5OfMessageBody: md5(MessageBody),
    }));
    return { Successful, Failed: [] };
  },
};

function assertBatch(entries: readonly { Id: string; MessageBody: string }[]): void {
  const refuse = (code: string, message: string) => new ServiceError(code, message, 400);
  if (entries.length === 0) throw refuse("EmptyBatchRequest", "There should be at least one entry in the request.");
  if (entries.length > 10)
    throw refuse("TooManyEntriesInBatchRequest", "Maximum number of entries per request are 10.");
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw refuse("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
  if (entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0) > 1_048_576)
    throw refuse("BatchRequestTooLong", "Batch requests cannot be longer than 1048576 bytes.");
}

function parse<T>(schema: z.ZodType<T>, request: ServiceRequest): T {
  const parsed = schema.safeParse(JSON.parse(request.body.toString() || "{}"));
  if (parsed.success) return parsed.data;
  throw new ServiceError("InvalidParameterValue", `the local SQS cannot take this: ${z.prettifyError(parsed.error)}`);
}

/** Answers one call of the SQS JSON protocol; an operation the product does not use is refused by name. */
export async function answerSqs(
  queues: Queues,
  deployment: Deployment,
  request: ServiceRequest,
): Promise<ServiceResponse> {
  const name = (request.headers["x-amz-target"] ?? "").replace("AmazonSQS.", "");
  const operation = operations[name];
  if (operation === undefined)
    throw new ServiceError("UnsupportedOperation", `the local SQS does not know the operation ${name}`);
  const answer = await operation(queues, deployment, request);
  return { status: 200, headers: CONTENT_TYPE, body: JSON.stringify(answer) };
}

const queryCodes: Readonly<Record<string, string>> = {
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  EmptyBatchRequest: "AWS.SimpleQueueService.EmptyBatchRequest",
  TooManyEntriesInBatchRequest: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
  BatchEntryIdsNotDistinct: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
  BatchRequestTooLong: "AWS.SimpleQueueService.BatchRequestTooLong",
  UnsupportedOperation: "AWS.SimpleQueueService.UnsupportedOperation",
};

/** Writes an error as SQS's JSON protocol does, with the old query code beside it. */
export function failSqs(error: ServiceError): ServiceResponse {
  const denied = error.code === "AccessDenied";
  const type = denied ? "com.amazon.coral.service#AccessDeniedException" : `com.amazonaws.sqs#${error.code}`;
  const fault = error.status >= 500 ? "Receiver" : "Sender";
  return {
    status: denied ? 403 : error.status,
    headers: { ...CONTENT_TYPE, "x-amzn-query-error": `${queryCodes[error.code] ?? error.code};${fault}` },
    body: JSON.stringify({ __type: type, message: error.message, ...error.details }),
  };
}
