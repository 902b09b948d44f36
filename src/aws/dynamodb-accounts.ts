import { DeleteCommand, type DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Account, AccountStore, CodeGenerator, Passkey, Preferences } from "../accounts/account.ts";
import { wasWritten } from "./condition-failure.ts";
import { getItem } from "./table-items.ts";

const passkey = z.object({
  id: z.string(),
  publicKey: z.string(),
  counter: z.number(),
  name: z.string(),
  createdAt: z.string(),
});

/** An account as it is kept. */
export const accountItem = z.object({
  address: z.string(),
  name: z.string(),
  passwordHash: z.string(),
  activatedAt: z.string(),
  passwordChangedAt: z.string(),
  epoch: z.number(),
  language: z.string().optional(),
  askedLanguage: z.string().optional(),
  timeZone: z.string().optional(),
  phrase: z.string().optional(),
  generator: z.object({ secret: z.string(), lastStep: z.number(), since: z.string() }).optional(),
  recovery: z.record(z.string(), z.boolean()).optional(),
  passkeys: z.record(z.string(), passkey).optional(),
});

/** The key of an address's account. */
export function accountKey(address: string): { pk: string; sk: string } {
  return { pk: `address#${address}`, sk: "account" };
}

function passkeyKey(id: string): { pk: string; sk: string } {
  return { pk: `passkey#${id}`, sk: "passkey" };
}

type Change = Omit<ConstructorParameters<typeof UpdateCommand>[0], "TableName" | "Key">;

/** Recipient accounts in the accounts table. */
export class DynamoAccounts implements AccountStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(address: string): Promise<Account | null> {
    const Item = await getItem(this.#client, this.#table, accountKey(address));
    return Item === undefined ? null : accountItem.parse(Item);
  }

  async prefer(address: string, { name, language, timeZone, phrase }: Preferences): Promise<void> {
    const texts = Object.entries({ language, timeZone, phrase });
    const [set, remove] = [texts.filter(([, value]) => value !== ""), texts.filter(([, value]) => value === "")];
    const parts = [
      `SET #name = :name${set.map(([key]) => `, #${key} = :${key}`).join("")}`,
      remove.length === 0 ? "" : `REMOVE ${remove.map(([key]) => `#${key}`).join(", ")}`,
    ];
    await this.#update(address, {
      UpdateExpression: parts.join(" ").trim(),
      ExpressionAttributeNames: { "#name": "name", ...Object.fromEntries(texts.map(([key]) => [`#${key}`, key])) },
      ExpressionAttributeValues: {
        ":name": name,
        ...Object.fromEntries(set.map(([key, value]) => [`:${key}`, value])),
      },
    });
  }

  async setPassword(address: string, passwordHash: string, at: Date): Promise<number> {
    return this.#raise(address, {
      UpdateExpression: "SET passwordHash = :hash, passwordChangedAt = :at ADD epoch :one",
      ExpressionAttributeValues: { ":hash": passwordHash, ":at": at.toISOString(), ":one": 1 },
    });
  }

  async raiseEpoch(address: string): Promise<number> {
    return this.#raise(address, { UpdateExpression: "ADD epoch :one", ExpressionAttributeValues: { ":one": 1 } });
  }

  async setGenerator(
    address: string,
    generator: CodeGenerator | null,
    recovery: Readonly<Record<string, boolean>>,
  ): Promise<void> {
    await this.#update(
      address,
      generator === null
        ? { UpdateExpression: "REMOVE generator, recovery" }
        : {
            UpdateExpression: "SET generator = :generator, recovery = :recovery",
            ExpressionAttributeValues: { ":generator": generator, ":recovery": recovery },
          },
    );
  }

  async spendStep(address: string, step: number): Promise<boolean> {
    return this.#update(address, {
      UpdateExpression: "SET generator.lastStep = :step",
      ConditionExpression: "generator.lastStep < :step",
      ExpressionAttributeValues: { ":step": step },
    });
  }

  async spendRecovery(address: string, hash: string): Promise<boolean> {
    return this.#update(address, {
      UpdateExpression: "REMOVE recovery.#hash",
      ConditionExpression: "attribute_exists(recovery.#hash)",
      ExpressionAttributeNames: { "#hash": hash },
    });
  }

  async addPasskey(address: string, added: Passkey): Promise<boolean> {
    await this.#update(address, {
      UpdateExpression: "SET passkeys = if_not_exists(passkeys, :none)",
      ExpressionAttributeValues: { ":none": {} },
    });
    const owner = {
      TableName: this.#table,
      Item: { ...passkeyKey(added.id), address },
      ConditionExpression: "attribute_not_exists(pk)",
    };
    const own = {
      TableName: this.#table,
      Key: accountKey(address),
      UpdateExpression: "SET passkeys.#id = :passkey",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeNames: { "#id": added.id },
      ExpressionAttributeValues: { ":passkey": added },
    };
    return wasWritten(
      this.#client.send(new TransactWriteCommand({ TransactItems: [{ Put: owner }, { Update: own }] })),
    );
  }

  async removePasskey(address: string, id: string): Promise<void> {
    const removed = await this.#update(address, {
      UpdateExpression: "REMOVE passkeys.#id",
      ConditionExpression: "attribute_exists(passkeys.#id)",
      ExpressionAttributeNames: { "#id": id },
    });
    if (removed) await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: passkeyKey(id) }));
  }

  async ownerOfPasskey(id: string): Promise<string | null> {
    if (id === "") return null;
    const Item = await getItem(this.#client, this.#table, passkeyKey(id));
    return Item === undefined ? null : z.object({ address: z.string() }).parse(Item).address;
  }

  async countPasskey(address: string, id: string, counter: number): Promise<void> {
    await this.#update(address, {
      UpdateExpression: "SET passkeys.#id.#counter = :counter",
      ConditionExpression: "attribute_exists(passkeys.#id)",
      ExpressionAttributeNames: { "#id": id, "#counter": "counter" },
      ExpressionAttributeValues: { ":counter": counter },
    });
  }

  async #raise(address: string, change: Change): Promise<number> {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: accountKey(address),
      ConditionExpression: "attribute_exists(pk)",
      ReturnValues: "UPDATED_NEW",
      ...change,
    });
    const { Attributes } = await this.#client.send(update);
    return z.object({ epoch: z.number() }).parse(Attributes).epoch;
  }

  async #update(address: string, change: Change): Promise<boolean> {
    const exists = "attribute_exists(pk)";
    return wasWritten(
      this.#client.send(
        new UpdateCommand({ TableName: this.#table, Key: accountKey(address), ConditionExpression: exists, ...change }),
      ),
    );
  }
}
