import { type DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Link, LinkStore } from "../accounts/link.ts";
import { epochSeconds } from "./epoch-seconds.ts";
import { getItem } from "./table-items.ts";

const linkItem = z.object({ address: z.string(), messageId: z.string().optional(), ttl: z.number() });

/** Where mailed links lead, in the accounts table. */
export class DynamoLinks implements LinkStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async put(hash: string, link: Link, forgetAt: Date): Promise<void> {
    const item = { ...keyOf(hash), ...link, ttl: epochSeconds(forgetAt) };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: item }));
  }

  async find(hash: string, now: Date): Promise<Link | null> {
    const Item = await getItem(this.#client, this.#table, keyOf(hash));
    if (Item === undefined) return null;
    const { ttl, ...link } = linkItem.parse(Item);
    return ttl > epochSeconds(now) ? link : null;
  }
}

function keyOf(hash: string): { pk: string; sk: string } {
  return { pk: `link#${hash}`, sk: "link" };
}
