import { DeleteCommand, type DynamoDBDocumentClient, ScanCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { AccountDirectory, ListedAccount } from "../accounts/account-directory.ts";
import { wasWritten } from "./condition-failure.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { accountKey } from "./dynamodb-accounts.ts";
import { getItem, type Item } from "./table-items.ts";

/** Items that one call looks at. */
const mostLooked = 20_000;
const lookedAtOnce = 2_000;

const accountItem = z.object({
  address: z.string(),
  name: z.string(),
  activatedAt: z.string(),
  passwordChangedAt: z.string(),
  language: z.string().optional(),
  generator: z.object({}).optional(),
  passkeys: z.record(z.string(), z.unknown()).default({}),
});
const waitingItem = z.object({ pk: z.string(), open: z.array(z.string()) });
const prefix = "address#";

/** Recipients' accounts in the accounts table, looked through without an index: administrators ask rarely. */
export class DynamoAccountDirectory implements AccountDirectory {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async list({ limit, cursor, search = "" }: { limit: number; cursor?: string; search?: string }) {
    const accounts: ListedAccount[] = [];
    let start = cursor === undefined ? undefined : decodeCursor(cursor);
    for (let looked = 0; looked < mostLooked; looked += lookedAtOnce) {
      const { Items = [], LastEvaluatedKey } = await this.#scan(search.toLowerCase(), start);
      for (const item of Items) {
        if (accounts.length === limit) return { accounts, cursor: encodeCursor(start ?? {}) };
        const listed = await this.#listed(item);
        if (listed !== null) accounts.push(listed);
        start = { pk: String(item.pk), sk: String(item.sk) };
      }
      if (LastEvaluatedKey === undefined) return { accounts };
      start = decodeKey(LastEvaluatedKey);
    }
    return { accounts, ...(start && { cursor: encodeCursor(start) }) };
  }

  async find(address: string): Promise<ListedAccount | null> {
    const account = await getItem(this.#client, this.#table, accountKey(address));
    if (account !== undefined) return toAccount(account);
    const waiting = await getItem(this.#client, this.#table, activationsKey(address));
    return waiting === undefined ? null : toWaiting(waiting);
  }

  async dropFactors(address: string): Promise<boolean> {
    const account = await getItem(this.#client, this.#table, accountKey(address));
    if (account === undefined) return false;
    await this.#forgetPasskeys(account);
    return this.#whereThere(
      new UpdateCommand({
        TableName: this.#table,
        Key: accountKey(address),
        UpdateExpression: "REMOVE generator, recovery, passkeys",
        ConditionExpression: "attribute_exists(pk)",
      }),
    );
  }

  async remove(address: string): Promise<boolean> {
    const [account, waiting] = await Promise.all([
      getItem(this.#client, this.#table, accountKey(address)),
      getItem(this.#client, this.#table, activationsKey(address)),
    ]);
    if (account !== undefined) await this.#forgetPasskeys(account);
    const keys = [account && accountKey(address), waiting && activationsKey(address)].filter(
      (key) => key !== undefined,
    );
    for (const Key of keys) await this.#client.send(new DeleteCommand({ TableName: this.#table, Key }));
    return keys.length > 0;
  }

  async #forgetPasskeys(account: Item): Promise<void> {
    for (const id of Object.keys(accountItem.parse(account).passkeys)) {
      const Key = { pk: `passkey#${id}`, sk: "passkey" };
      await this.#client.send(new DeleteCommand({ TableName: this.#table, Key }));
    }
  }

  async #whereThere(update: UpdateCommand): Promise<boolean> {
    return wasWritten(this.#client.send(update));
  }

  async #listed(item: Item): Promise<ListedAccount | null> {
    if (item.sk === "account") return toAccount(item);
    const listed = toWaiting(item);
    return listed === null || (await getItem(this.#client, this.#table, accountKey(listed.address))) !== undefined
      ? null
      : listed;
  }

  #scan(search: string, start: Record<string, string> | undefined) {
    return this.#client.send(
      new ScanCommand({
        TableName: this.#table,
        FilterExpression: `begins_with(pk, :address) AND sk IN (:account, :activations)${search === "" ? "" : " AND contains(pk, :search)"}`,
        ExpressionAttributeValues: {
          ":address": prefix,
          ":account": "account",
          ":activations": "activations",
          ...(search === "" ? {} : { ":search": search }),
        },
        Limit: lookedAtOnce,
        ExclusiveStartKey: start,
      }),
    );
  }
}

function toAccount(item: Item): ListedAccount {
  const { generator, passkeys, ...account } = accountItem.parse(item);
  const secondFactor = generator !== undefined;
  return { ...account, state: "active", secondFactor, passkeys: Object.keys(passkeys).length };
}

function toWaiting(item: Item): ListedAccount | null {
  const { pk, open } = waitingItem.parse(item);
  if (open.length === 0) return null;
  return { address: pk.slice(prefix.length), state: "waiting", name: "", secondFactor: false, passkeys: 0 };
}

function activationsKey(address: string): { pk: string; sk: string } {
  return { pk: `${prefix}${address}`, sk: "activations" };
}

function decodeKey({ pk, sk }: Item): Record<string, string> {
  return { pk: String(pk), sk: String(sk) };
}
