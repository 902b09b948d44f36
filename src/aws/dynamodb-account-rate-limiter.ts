import { createHash } from "node:crypto";
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Limit, RateLimiter } from "../accounts/rate-limit.ts";
import type { Clock } from "../clock.ts";
import { SealgateError } from "../errors.ts";
import { isConditionFailure } from "./condition-failure.ts";
import { epochSeconds } from "./epoch-seconds.ts";

const counted = z.object({ count: z.number() });

/** Counts in the accounts table by windows that begin with their first count; keys are stored hashed, they name people. */
export class DynamoRateLimiter implements RateLimiter {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #clock: Pick<Clock, "now">;

  constructor(client: DynamoDBDocumentClient, table: string, clock: Pick<Clock, "now">) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  async take(key: string, limit: Limit): Promise<boolean> {
    const item = { pk: `rate#${createHash("sha256").update(key).digest("base64url")}`, sk: String(limit.seconds) };
    const now = epochSeconds(this.#clock.now());
    // Somebody else may begin the window in between, or it may end; more than once is not to be expected.
    for (let tries = 0; tries < 3; tries += 1) {
      const count = (await this.#countMore(item, now)) ?? (await this.#begin(item, now, limit));
      if (count !== null) return count <= limit.max;
    }
    throw new SealgateError("rate-limit-busy", 503, "a window for counting began and ended too often at once");
  }

  /** What the count is with one more; null when no window is open. */
  async #countMore(item: { pk: string; sk: string }, now: number): Promise<number | null> {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: item,
      UpdateExpression: "ADD #count :one",
      ConditionExpression: "#endsAt > :now",
      ExpressionAttributeNames: { "#count": "count", "#endsAt": "endsAt" },
      ExpressionAttributeValues: { ":one": 1, ":now": now },
      ReturnValues: "UPDATED_NEW",
    });
    try {
      return counted.parse((await this.#client.send(update)).Attributes).count;
    } catch (error) {
      if (isConditionFailure(error)) return null;
      throw error;
    }
  }

  /** Begins a window with a count of one; null when somebody else did. */
  async #begin(item: { pk: string; sk: string }, now: number, limit: Limit): Promise<number | null> {
    const endsAt = now + limit.seconds;
    const put = new PutCommand({
      TableName: this.#table,
      Item: { ...item, count: 1, endsAt, ttl: endsAt },
      ConditionExpression: "attribute_not_exists(#endsAt) OR #endsAt <= :now",
      ExpressionAttributeNames: { "#endsAt": "endsAt" },
      ExpressionAttributeValues: { ":now": now },
    });
    try {
      await this.#client.send(put);
      return 1;
    } catch (error) {
      if (isConditionFailure(error)) return null;
      throw error;
    }
  }
}
