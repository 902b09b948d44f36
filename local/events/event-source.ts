import { z } from "zod";
import type { CloudContext } from "../core/service.ts";
import type { Functions, Outcome } from "../functions/functions.ts";
import type { Messaging, QueueMessage } from "../messaging/messaging.ts";

/** A queue that feeds a function. */
export type Mapping = {
  readonly queueArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly concurrency: number;
  readonly reportsFailures: boolean;
};

const failures = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});
const retryAfter = 5000;

/** Polls one queue as Lambda does, with the function's role: what succeeded is deleted, the rest comes back by its visibility timeout. */
export class EventSource {
  readonly #mapping: Mapping;
  readonly #cloud: CloudContext;
  readonly #queues: Messaging;
  readonly #functions: Functions;
  #running = 0;
  #polling = false;
  #again = false;
  #stopped = false;
  #unsubscribe: () => void = () => {};
  #retry: NodeJS.Timeout | undefined;

  constructor(mapping: Mapping, cloud: CloudContext) {
    this.#mapping = mapping;
    this.#cloud = cloud;
    this.#queues = cloud.service<Messaging>("sqs");
    this.#functions = cloud.service<Functions>("lambda");
  }

  /** Checks the role's rights as AWS does when a mapping is made, then begins. */
  start(): void {
    const { functionArn, queueArn } = this.#mapping;
    const caller = this.#functions.callerOf(functionArn);
    for (const action of ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"])
      this.#cloud.authorize({ caller, action, resource: queueArn });
    this.#unsubscribe = this.#queues.onMessage(queueArn, () => this.#poll());
    this.#poll();
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe();
    clearTimeout(this.#retry);
  }

  #poll(): void {
    this.#again = true;
    if (this.#polling || this.#stopped) return;
    this.#polling = true;
    this.#receive()
      .catch((error: unknown) => {
        this.#cloud.log(`event source ${this.#mapping.queueArn}: ${String(error)}`);
        this.#retry = setTimeout(() => this.#poll(), retryAfter);
      })
      .finally(() => {
        this.#polling = false;
      });
  }

  async #receive(): Promise<void> {
    const { queueArn, functionArn, batchSize, concurrency } = this.#mapping;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      while (this.#running < concurrency && !this.#stopped) {
        const messages = await this.#queues.receive(queueArn, batchSize, this.#functions.callerOf(functionArn));
        if (messages.length === 0) break;
        this.#running++;
        this.#work(messages)
          .catch((error: unknown) => this.#cloud.log(`event source ${queueArn}: ${String(error)}`))
          .finally(() => {
            this.#running--;
            this.#poll();
          });
      }
    }
  }

  async #work(messages: readonly QueueMessage[]): Promise<void> {
    const { functionArn, queueArn } = this.#mapping;
    const outcome = await this.#functions.invokeForSource(functionArn, JSON.stringify(this.#event(messages)));
    if (this.#stopped) return;
    if (outcome.kind === "fault") this.#cloud.log(`event source: ${functionArn}: ${outcome.fault.errorMessage}`);
    const handles = succeeded(messages, outcome, this.#mapping.reportsFailures).map((one) => one.receiptHandle);
    if (handles.length > 0) await this.#queues.deleteMessages(queueArn, handles, this.#functions.callerOf(functionArn));
  }

  #event(messages: readonly QueueMessage[]): object {
    const { queueArn } = this.#mapping;
    const { region } = this.#cloud.deployment;
    const source = { eventSource: "aws:sqs", eventSourceARN: queueArn, awsRegion: region };
    return { Records: messages.map((message) => ({ ...message, ...source })) };
  }
}

/** Which messages of a batch are done; an answer that cannot be read counts against the whole batch, as on AWS. */
export function succeeded(
  messages: readonly QueueMessage[],
  outcome: Outcome,
  reportsFailures: boolean,
): readonly QueueMessage[] {
  if (outcome.kind === "fault") return [];
  if (!reportsFailures) return messages;
  const answer: unknown = outcome.payload.length === 0 ? null : JSON.parse(outcome.payload.toString());
  if (answer === null || answer === "") return messages;
  const parsed = failures.safeParse(answer);
  if (!parsed.success) return [];
  const failed = new Set((parsed.data.batchItemFailures ?? []).map((one) => one.itemIdentifier));
  const known = new Set(messages.map((one) => one.messageId));
  if ([...failed].some((id) => !known.has(id))) return [];
  return messages.filter((one) => !failed.has(one.messageId));
}
