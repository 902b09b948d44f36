import { DeleteCommand, type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { AccountDirectory, ListedAccount } from "../accounts/account-directory.ts";
import { wasWritten } from "./condition-failure.ts";
import { pageEnd, pageStart } from "./cursor.ts";
import { accountKey } from "./dynamodb-accounts.ts";
import { recipientsIndex, recipientsList } from "./listed-recipients.ts";
import { getItem, type Item } from "./table-items.ts";

/** Keys that one call looks at where a part of the address is asked for. */
const mostLooked = 100_000;
const lookedAtOnce = 10_000;
/** What a page's end says of the index's last key. */
const ends = ["pk", "sk", "address"] as const;

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

/** Recipients' accounts in the accounts table, listed by an index that holds their keys alone. */
export class DynamoAccountDirectory implements AccountDirectory {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async list({ limit, cursor, search = "" }: { limit: number; cursor?: string; search?: string }) {
    const accounts: ListedAccount[] = [];
    let start: Item | undefined = pageStart(cursor, ends, { listed_in: recipientsList });
    for (let looked = 0; looked < mostLooked; looked += lookedAtOnce) {
      const { Items = [], LastEvaluatedKey } = await this.#keys(search.toLowerCase(), start, limit);
      for (let done = 0; done < Items.length; ) {
        if (accounts.length === limit) return { accounts, cursor: pageEnd(start ?? {}, ends) };
        const some = Items.slice(done, done + limit - accounts.length);
        const found = await Promise.all(some.map((item) => this.#listed(item)));
        accounts.push(...found.filter((each) => each !== null));
        done += some.length;
        start = some.at(-1);
      }
      if (LastEvaluatedKey === undefined) return { accounts };
      start = LastEvaluatedKey;
    }
    return { accounts, ...(start && { cursor: pageEnd(start, ends) }) };
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

  /** As the table has it now; the index may lag behind. */
  async #listed({ sk, address }: Item): Promise<ListedAccount | null> {
    const account = await getItem(this.#client, this.#table, accountKey(String(address)));
    if (sk === "account") return account === undefined ? null : toAccount(account);
    if (account !== undefined) return null;
    const waiting = await getItem(this.#client, this.#table, activationsKey(String(address)));
    return waiting === undefined ? null : toWaiting(waiting);
  }

  #keys(search: string, start: Item | undefined, limit: number) {
    const isSearch = search !== "";
    return this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: recipientsIndex,
        KeyConditionExpression: "listed_in = :list",
        ...(isSearch && { FilterExpression: "contains(pk, :search)" }),
        ExpressionAttributeValues: { ":list": recipientsList, ...(isSearch && { ":search": search }) },
        Limit: isSearch ? lookedAtOnce : 2 * limit,
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
