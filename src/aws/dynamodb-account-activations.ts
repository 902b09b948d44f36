import { type DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import type { Activation, ActivationStore } from "../accounts/activation.ts";
import { isConditionFailure, isTransactionConflict } from "./condition-failure.ts";
import { accountItem, accountKey } from "./dynamodb-accounts.ts";
import { epochSeconds } from "./epoch-seconds.ts";
import type { Write } from "./ledger-writes.ts";
import { listedRecipient } from "./listed-recipients.ts";
import { getItem } from "./table-items.ts";

const activationItem = z.object({
  tokenHash: z.string(),
  address: z.string(),
  messageId: z.string().optional(),
  passwordHash: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
/** The open activations of one address, oldest first; `version` lets writers notice one another. */
const openItem = z.object({ open: z.array(z.string()), version: z.number() });
const attempts = 8;
const remembered = 90 * 24 * 60 * 60;

/** Activations in the accounts table: one item each, and per address the list of those still open. */
export class DynamoActivations implements ActivationStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async open(activation: Activation, rule: { alone: boolean; keep: number }): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const { open, version } = await this.#openOf(activation.address);
      const next = [...(rule.alone ? [] : open), activation.tokenHash].slice(-rule.keep);
      try {
        return await this.#write(activation, next, version);
      } catch (error) {
        if (attempt === attempts || !(isConditionFailure(error) || isTransactionConflict(error))) throw error;
      }
    }
  }

  async find(tokenHash: string): Promise<{ activation: Activation; open: boolean } | null> {
    const Item = await getItem(this.#client, this.#table, activationKey(tokenHash));
    if (Item === undefined) return null;
    const activation = activationItem.parse(Item);
    const { open } = await this.#openOf(activation.address);
    return { activation, open: open.includes(tokenHash) && !hasUsedUp(Item) };
  }

  async countTry(tokenHash: string, max: number): Promise<number | null> {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: activationKey(tokenHash),
      UpdateExpression: "ADD tries :one SET maximumTries = :max",
      ConditionExpression: "attribute_exists(pk) AND (attribute_not_exists(tries) OR tries < :max)",
      ExpressionAttributeValues: { ":one": 1, ":max": max },
      ReturnValues: "UPDATED_NEW",
    });
    try {
      const { Attributes } = await this.#client.send(update);
      return max - z.object({ tries: z.number() }).parse(Attributes).tries;
    } catch (error) {
      if (isConditionFailure(error)) return null;
      throw error;
    }
  }

  use(activation: Activation, account: Account): Promise<boolean> {
    const item = { ...accountKey(account.address), ...account, ...listedRecipient(account.address) };
    const put = { TableName: this.#table, Item: item, ConditionExpression: "attribute_not_exists(pk)" };
    return this.#end(activation, { Put: put });
  }

  async renew(activation: Activation, passwordHash: string, at: Date): Promise<Account | null> {
    const key = accountKey(activation.address);
    const update = {
      TableName: this.#table,
      Key: key,
      UpdateExpression: "SET passwordHash = :hash, passwordChangedAt = :at ADD epoch :one",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":hash": passwordHash, ":at": at.toISOString(), ":one": 1 },
    };
    if (!(await this.#end(activation, { Update: update }))) return null;
    const renewed = await getItem(this.#client, this.#table, key);
    return renewed === undefined ? null : accountItem.parse(renewed);
  }

  /** Ends every activation of the address together with what is done to its account; once, whoever races. */
  async #end(activation: Activation, change: Write): Promise<boolean> {
    const end = {
      TableName: this.#table,
      Key: openKey(activation.address),
      UpdateExpression: "SET #open = :none, version = version + :one",
      ConditionExpression: "contains(#open, :hash)",
      ExpressionAttributeNames: { "#open": "open" },
      ExpressionAttributeValues: { ":none": [], ":one": 1, ":hash": activation.tokenHash },
    };
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#client.send(new TransactWriteCommand({ TransactItems: [{ Update: end }, change] }));
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        if (attempt === attempts || !isTransactionConflict(error)) throw error;
      }
    }
  }

  async #openOf(address: string): Promise<z.output<typeof openItem>> {
    const Item = await getItem(this.#client, this.#table, openKey(address));
    return Item === undefined ? { open: [], version: 0 } : openItem.parse(Item);
  }

  async #write(activation: Activation, open: readonly string[], version: number): Promise<void> {
    const ttl = epochSeconds(new Date(activation.expiresAt)) + remembered;
    const list = {
      TableName: this.#table,
      Item: { ...openKey(activation.address), ...listedRecipient(activation.address), open, version: version + 1, ttl },
      ConditionExpression: version === 0 ? "attribute_not_exists(pk)" : "version = :version",
      ...(version === 0 ? {} : { ExpressionAttributeValues: { ":version": version } }),
    };
    const item = { TableName: this.#table, Item: { ...activationKey(activation.tokenHash), ...activation, ttl } };
    await this.#client.send(new TransactWriteCommand({ TransactItems: [{ Put: list }, { Put: item }] }));
  }
}

function hasUsedUp(item: Readonly<Record<string, unknown>>): boolean {
  return typeof item.tries === "number" && typeof item.maximumTries === "number" && item.tries >= item.maximumTries;
}

function activationKey(hash: string): { pk: string; sk: string } {
  return { pk: `activation#${hash}`, sk: "activation" };
}

function openKey(address: string): { pk: string; sk: string } {
  return { pk: `address#${address}`, sk: "activations" };
}
