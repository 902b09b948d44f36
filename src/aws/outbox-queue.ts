import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { type DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Clock } from "../clock.ts";
import type { Effect, Outbox } from "../tracking/outbox.ts";
import { newOutboxItem } from "./ledger-items.ts";

/** Writes an effect of its own to the ledger and wakes housekeeping; if the wake is lost, the schedule finds it. */
export class DynamoOutbox implements Outbox {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #sqs: SQSClient;
  readonly #queueUrl: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBDocumentClient, table: string, sqs: SQSClient, queueUrl: string, clock: Clock) {
    this.#client = client;
    this.#table = table;
    this.#sqs = sqs;
    this.#queueUrl = queueUrl;
    this.#clock = clock;
  }

  async add(effect: Effect): Promise<void> {
    const id = `j_${this.#clock.token(16).replaceAll("_", "-")}`;
    const at = this.#clock.now().toISOString();
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: newOutboxItem(id, effect, at, at) }));
    await this.#sqs.send(new SendMessageCommand({ QueueUrl: this.#queueUrl, MessageBody: JSON.stringify({ id }) }));
  }
}
