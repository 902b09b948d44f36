import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { SenderAccess, SenderCode, SenderPass } from "../sender/access.ts";
import { isConditionFailure, wasWritten } from "./condition-failure.ts";
import { epochSeconds } from "./epoch-seconds.ts";
import { getItem } from "./table-items.ts";

const passItem = z.object({ messageId: z.string(), others: z.array(z.string()).optional(), endsAt: z.string() });
const codeItem = z.object({ codeHash: z.string(), expiresAt: z.string() });

/** Senders' links, codes and sessions in the accounts table. */
export class DynamoSenderAccess implements SenderAccess {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  putLink(hash: string, pass: SenderPass, forgetAt: Date): Promise<void> {
    return this.#put("sender-link", hash, pass, forgetAt);
  }

  findLink(hash: string, now: Date): Promise<SenderPass | null> {
    return this.#find("sender-link", hash, now);
  }

  async putCode(messageId: string, code: SenderCode): Promise<void> {
    const item = { ...keyOf("sender-code", messageId), ...code, tries: 0, ttl: epochSeconds(new Date(code.expiresAt)) };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: item }));
  }

  async tryCode(messageId: string, maximum: number, now: Date): Promise<SenderCode | null> {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: keyOf("sender-code", messageId),
      UpdateExpression: "ADD tries :one",
      ConditionExpression: "tries < :maximum AND expiresAt > :now",
      ExpressionAttributeValues: { ":one": 1, ":maximum": maximum, ":now": now.toISOString() },
      ReturnValues: "ALL_NEW",
    });
    try {
      return codeItem.parse((await this.#client.send(update)).Attributes);
    } catch (error) {
      if (isConditionFailure(error)) return null;
      throw error;
    }
  }

  async spendCode(messageId: string, codeHash: string): Promise<boolean> {
    const spend = new DeleteCommand({
      TableName: this.#table,
      Key: keyOf("sender-code", messageId),
      ConditionExpression: "codeHash = :codeHash",
      ExpressionAttributeValues: { ":codeHash": codeHash },
    });
    return wasWritten(this.#client.send(spend));
  }

  putSession(hash: string, pass: SenderPass, endsAt: Date): Promise<void> {
    return this.#put("sender-session", hash, pass, endsAt);
  }

  findSession(hash: string, now: Date): Promise<SenderPass | null> {
    return this.#find("sender-session", hash, now);
  }

  async removeSession(hash: string): Promise<void> {
    await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: keyOf("sender-session", hash) }));
  }

  async #put(kind: string, hash: string, pass: SenderPass, endsAt: Date): Promise<void> {
    const item = { ...keyOf(kind, hash), ...pass, endsAt: endsAt.toISOString(), ttl: epochSeconds(endsAt) };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: item }));
  }

  async #find(kind: string, hash: string, now: Date): Promise<SenderPass | null> {
    const Item = await getItem(this.#client, this.#table, keyOf(kind, hash));
    if (Item === undefined) return null;
    const { endsAt, ...pass } = passItem.parse(Item);
    return endsAt > now.toISOString() ? pass : null;
  }
}

function keyOf(kind: string, id: string): { pk: string; sk: string } {
  return { pk: `${kind}#${id}`, sk: kind };
}
