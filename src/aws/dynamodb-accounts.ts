import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Account, AccountStore } from "../accounts/account.ts";

const accountItem = z.object({
  address: z.string(),
  name: z.string(),
  passwordHash: z.string(),
  activatedAt: z.string(),
  passwordChangedAt: z.string(),
  epoch: z.number(),
  language: z.string().optional(),
  timeZone: z.string().optional(),
});

/** The key of an address's account. */
export function accountKey(address: string): { pk: string; sk: string } {
  return { pk: `address#${address}`, sk: "account" };
}

/** Recipient accounts in the accounts table. */
export class DynamoAccounts implements AccountStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(address: string): Promise<Account | null> {
    const get = new GetCommand({ TableName: this.#table, Key: accountKey(address), ConsistentRead: true });
    const { Item } = await this.#client.send(get);
    return Item === undefined ? null : accountItem.parse(Item);
  }
}
