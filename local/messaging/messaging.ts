import type { Caller, LocalService } from "../core/service.ts";

/** What a sender gives. */
export type NewMessage = { readonly body: string; readonly delaySeconds?: number };

/** A message as it is received, as in a function's event record. */
export type QueueMessage = {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  /** SQS's system attributes. */
  readonly attributes: Readonly<
    Record<"ApproximateReceiveCount" | "SentTimestamp" | "SenderId" | "ApproximateFirstReceiveTimestamp", string>
  >;
  /** Always empty: the product sends none, and a call that does is refused. */
  readonly messageAttributes: Readonly<Record<string, never>>;
};

/** How many messages wait, are delayed and are being worked on. */
export type QueueCounts = { readonly visible: number; readonly delayed: number; readonly inFlight: number };

/** SQS inside the process: `cloud.service<Messaging>("sqs")`. Each call is authorised for its caller and durable when it resolves. */
export interface Messaging extends LocalService {
  send(queueArn: string, message: NewMessage, caller: Caller): Promise<{ messageId: string }>;
  /** Up to `max` (1-10) visible messages, each hidden for the visibility timeout; empty when there is none. Never waits. */
  receive(queueArn: string, max: number, caller: Caller): Promise<readonly QueueMessage[]>;
  /** Deletes by receipt handle; a handle of an earlier receive or of a deleted message is ignored. */
  deleteMessages(queueArn: string, receiptHandles: readonly string[], caller: Caller): Promise<void>;
  /** Sets the remaining time until the message is seen again; 0 = at once. */
  changeVisibility(queueArn: string, receiptHandle: string, seconds: number, caller: Caller): Promise<void>;
  /** Calls back whenever a message is or may have become visible (also for one that already waits); answers how to stop. */
  onMessage(queueArn: string, listener: () => void): () => void;
  visibilitySeconds(queueArn: string): number;
  counts(queueArn: string): QueueCounts;
}

/** One publication to a topic. */
export type Publication = { readonly message: string; readonly subject?: string };

/** SNS inside the process: `cloud.service<Topics>("sns")`. */
export interface Topics extends LocalService {
  /** Resolves when each subscribed queue has the message on disk; a queue that refuses is logged, as SNS would drop it. */
  publish(topicArn: string, publication: Publication, caller: Caller): Promise<{ messageId: string }>;
}
