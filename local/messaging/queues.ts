import { createHash, randomUUID } from "node:crypto";
import {
  type Caller,
  type CloudContext,
  ServiceError,
  type ServiceRequest,
  type ServiceResponse,
} from "../core/service.ts";
import { atRestKey } from "../outbox/at-rest.ts";
import type { Messaging, NewMessage, QueueCounts, QueueMessage } from "./messaging.ts";
import { QueueCipher } from "./queue-cipher.ts";
import { declaredQueues, type QueueSettings } from "./queue-settings.ts";
import { QueueStore, type StoredMessage } from "./queue-store.ts";
import { QueueWatch } from "./queue-watch.ts";
import { answerSqs, failSqs } from "./sqs-protocol.ts";

/** SQS with its queues as declared, its messages in one durable file. */
export class LocalQueues implements Messaging {
  readonly signingName = "sqs";
  readonly #cloud: CloudContext;
  readonly #queues: Map<string, QueueSettings>;
  readonly #store: QueueStore;
  readonly #cipher: QueueCipher;
  readonly #watch: QueueWatch;

  constructor(cloud: CloudContext) {
    this.#cloud = cloud;
    this.#queues = declaredQueues(cloud.resources, cloud.deployment);
    const folder = cloud.stateFolder("sqs");
    this.#store = new QueueStore(folder);
    this.#cipher = new QueueCipher(cloud, atRestKey(folder));
    this.#watch = new QueueWatch((queue, after) => this.#store.nextVisibleAt(queue, after), cloud.now);
  }

  async send(queueArn: string, message: NewMessage, caller: Caller): Promise<{ messageId: string }> {
    const [messageId = ""] = await this.sendAll(queueArn, [message], caller);
    return { messageId };
  }

  /** Sends up to ten at once, all durable when it resolves. */
  async sendAll(queueArn: string, messages: readonly NewMessage[], caller: Caller): Promise<readonly string[]> {
    const queue = this.#authorized(queueArn, "sqs:SendMessage", caller);
    for (const message of messages) assertSendable(message, queue);
    const sealed = await this.#cipher.seal(
      queue,
      messages.map((message) => message.body),
      caller,
    );
    const sentAt = this.#cloud.now().getTime();
    const rows = sealed.map(({ body, wrappedKey }, index) => ({
      queue: queue.arn,
      messageId: randomUUID(),
      body,
      wrappedKey,
      sender: senderOf(caller),
      sentAt,
      visibleAt: sentAt + (messages[index]?.delaySeconds ?? queue.delaySeconds) * 1000,
    }));
    this.#store.add(rows);
    this.#watch.changed(queue.arn);
    return rows.map((row) => row.messageId);
  }

  async receive(queueArn: string, max: number, caller: Caller): Promise<readonly QueueMessage[]> {
    const queue = this.#authorized(queueArn, "sqs:ReceiveMessage", caller);
    const now = this.#cloud.now().getTime();
    this.#store.expire(queue.arn, now - queue.retentionSeconds * 1000);
    const { redrive } = queue;
    if (redrive && this.#store.moveDead(queue.arn, redrive.maxReceives, redrive.deadLetterArn, now))
      this.#watch.changed(redrive.deadLetterArn);
    const received: QueueMessage[] = [];
    for (const message of this.#store.visible(queue.arn, Math.min(max, 10), now)) {
      const body = await this.#cipher.open(message, caller);
      const receipt = this.#store.claim(message, now, now + queue.visibilitySeconds * 1000);
      if (receipt !== undefined) received.push(toReceived(message, body, receipt, now));
    }
    if (received.length > 0) this.#watch.changed(queue.arn);
    return received;
  }

  async deleteMessages(queueArn: string, receiptHandles: readonly string[], caller: Caller): Promise<void> {
    const queue = this.#authorized(queueArn, "sqs:DeleteMessage", caller);
    for (const receipt of receiptHandles) this.#store.remove(queue.arn, receipt);
  }

  async changeVisibility(queueArn: string, receiptHandle: string, seconds: number, caller: Caller): Promise<void> {
    const queue = this.#authorized(queueArn, "sqs:ChangeMessageVisibility", caller);
    this.#store.reschedule(queue.arn, receiptHandle, this.#cloud.now().getTime() + seconds * 1000);
    this.#watch.changed(queue.arn);
  }

  counts(queueArn: string): QueueCounts {
    return this.#store.counts(this.#queue(queueArn).arn, this.#cloud.now().getTime());
  }

  onMessage(queueArn: string, listener: () => void): () => void {
    return this.#watch.listen(this.#queue(queueArn).arn, listener);
  }

  visibilitySeconds(queueArn: string): number {
    return this.#queue(queueArn).visibilitySeconds;
  }

  handle(request: ServiceRequest): Promise<ServiceResponse> {
    return answerSqs(this, this.#cloud.deployment, request);
  }

  fail(error: ServiceError): ServiceResponse {
    return failSqs(error);
  }

  async close(): Promise<void> {
    this.#watch.close();
    this.#store.close();
  }

  #queue(queueArn: string): QueueSettings {
    const queue = this.#queues.get(queueArn);
    if (queue === undefined) throw new ServiceError("QueueDoesNotExist", "The specified queue does not exist.", 400);
    return queue;
  }

  #authorized(queueArn: string, action: string, caller: Caller): QueueSettings {
    const queue = this.#queue(queueArn);
    this.#cloud.authorize({ caller, action, resource: queue.arn, resourcePolicy: queue.policy });
    return queue;
  }
}

/** Refuses what SQS refuses: too long, empty, or with characters XML cannot carry. */
function assertSendable({ body, delaySeconds = 0 }: NewMessage, queue: QueueSettings): void {
  const refuse = (code: string, message: string) => new ServiceError(code, message, 400);
  if (body.length === 0) throw refuse("MissingParameter", "The request must contain the parameter MessageBody.");
  if (Buffer.byteLength(body) > queue.maximumBytes)
    throw refuse(
      "InvalidParameterValue",
      `One or more parameters are invalid. Reason: Message must be shorter than ${queue.maximumBytes} bytes.`,
    );
  if (/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(body))
    throw refuse("InvalidMessageContents", "The message contains characters outside the allowed set.");
  if (!Number.isInteger(delaySeconds) || delaySeconds < 0 || delaySeconds > 900)
    throw refuse(
      "InvalidParameterValue",
      `Value ${delaySeconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
}

const senderOf = (caller: Caller) =>
  caller.kind === "service" ? caller.principal : caller.kind === "role" ? caller.sessionArn : caller.arn;

function toReceived(message: StoredMessage, body: string, receiptHandle: string, now: number): QueueMessage {
  return {
    messageId: message.messageId,
    receiptHandle,
    body,
    md5OfBody: createHash("md5").update(body).digest("hex"),
    attributes: {
      ApproximateReceiveCount: String(message.receives + 1),
      SentTimestamp: String(message.sentAt),
      SenderId: message.sender,
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? now),
    },
    messageAttributes: {},
  };
}
