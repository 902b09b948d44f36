import { createHash } from "node:crypto";
import { type DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Limit, RateLimiter } from "../accounts/rate-limit.ts";
import type { Clock } from "../clock.ts";
import { epochSeconds } from "./epoch-seconds.ts";

const counted = z.object({ count: z.number() });

/** Counts by fixed windows in the accounts table; keys are stored hashed, they name people. */
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
    const window = Math.floor(epochSeconds(this.#clock.now()) / limit.seconds);
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: { pk: `rate#${createHash("sha256").update(key).digest("base64url")}`, sk: `${limit.seconds}#${window}` },
      UpdateExpression: "ADD #count :one SET #ttl = :ttl",
      ExpressionAttributeNames: { "#count": "count", "#ttl": "ttl" },
      ExpressionAttributeValues: { ":one": 1, ":ttl": (window + 2) * limit.seconds },
      ReturnValues: "UPDATED_NEW",
    });
    const { Attributes } = await this.#client.send(update);
    return counted.parse(Attributes).count <= limit.max;
  }
}
