import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { type DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Clock } from "../clock.ts";
import type { Effect, Outbox, OutboxBell, Ring } from "../tracking/outbox.ts";
import { newOutboxItem } from "./ledger-items.ts";

/** The outbox queue: each message is a ring. */
export class SqsOutboxBell implements OutboxBell {
  readonly #client: SQSClient;
  readonly #queueUrl: string;

  constructor(client: SQSClient, queueUrl: string) {
    this.#client = client;
    this.#queueUrl = queueUrl;
  }

  async ring(about: Ring): Promise<void> {
    await this.#client.send(new SendMessageCommand({ QueueUrl: this.#queueUrl, MessageBody: JSON.stringify(about) }));
  }
}

/** Writes an effect of its own to the ledger and wakes housekeeping; if the wake is lost, the schedule finds it. */
export class DynamoOutbox implements Outbox {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #bell: OutboxBell;
  readonly #clock: Clock;

  constructor(client: DynamoDBDocumentClient, table: string, sqs: SQSClient, queueUrl: string, clock: Clock) {
    this.#client = client;
    this.#table = table;
    this.#bell = new SqsOutboxBell(sqs, queueUrl);
    this.#clock = clock;
  }

  async add(effect: Effect, name: string = this.#clock.token(16).replaceAll("_", "-")): Promise<void> {
    const id = `j_${name}`;
    const at = this.#clock.now().toISOString();
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: newOutboxItem(id, effect, at, at) }));
    await this.#bell.ring({ id });
  }
}
