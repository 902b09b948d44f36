import type { Caller, LocalService } from "../core/service.ts";

/** What a sender gives. */
export type NewMessage = { readonly body: string; readonly delaySeconds?: number };

/** A message as it is received; `attributes` are SQS's system attributes, as in a function's event record. */
export type ReceivedMessage = {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: {
    readonly ApproximateReceiveCount: string;
    readonly SentTimestamp: string;
    readonly SenderId: string;
    readonly ApproximateFirstReceiveTimestamp: string;
  };
};

/** How many messages wait, are delayed and are being worked on. */
export type QueueCounts = { readonly visible: number; readonly delayed: number; readonly inFlight: number };

/** SQS inside the process: `cloud.service<Queues>("sqs")`. Each call is authorised for its caller and durable when it resolves. */
export interface Queues extends LocalService {
  send(queueArn: string, message: NewMessage, caller: Caller): Promise<{ messageId: string }>;
  /** Up to `max` (1-10) visible messages, each hidden for the visibility timeout; empty when there is none. Never waits. */
  receive(queueArn: string, max: number, caller: Caller): Promise<readonly ReceivedMessage[]>;
  /** Deletes by receipt handle; a handle of an earlier receive or of a deleted message is ignored. */
  delete(queueArn: string, receiptHandle: string, caller: Caller): Promise<void>;
  /** Sets the remaining time until the message is seen again; 0 = at once. */
  changeVisibility(queueArn: string, receiptHandle: string, seconds: number, caller: Caller): Promise<void>;
  counts(queueArn: string): QueueCounts;
  /** Resolves as soon as a message is (or becomes) visible; rejects with the signal's reason when aborted. */
  whenVisible(queueArn: string, signal: AbortSignal): Promise<void>;
}

/** One publication to a topic. */
export type Publication = { readonly message: string; readonly subject?: string };

/** SNS inside the process: `cloud.service<Topics>("sns")`. */
export interface Topics extends LocalService {
  /** Resolves when each subscribed queue has the message on disk; a queue that refuses is logged, as SNS would drop it. */
  publish(topicArn: string, publication: Publication, caller: Caller): Promise<{ messageId: string }>;
}
