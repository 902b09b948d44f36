import { type DynamoDBDocumentClient, QueryCommand, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type {
  Administrator,
  AdministratorChange,
  AdministratorStore,
  Credential,
} from "../accounts/administrators/administrator.ts";
import { role } from "../contracts/admin-api/roles.ts";
import { isConditionFailure, isTransactionConflict } from "./condition-failure.ts";
import { personItem } from "./dynamodb-people.ts";
import { getItem } from "./table-items.ts";

const credential = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("one-time"), hash: z.string(), expiresAt: z.string() }),
  z.object({ kind: z.literal("chosen"), hash: z.string(), since: z.string() }),
]);
const passkey = z.object({
  id: z.string(),
  publicKey: z.string(),
  counter: z.number(),
  name: z.string(),
  createdAt: z.string(),
});
const administratorItem = z.object({
  userName: z.string(),
  subjectId: z.string(),
  role,
  createdAt: z.string(),
  generation: z.number().int(),
  credential,
  invitedAt: z.string().optional(),
  address: z.string().optional(),
  disabled: z.boolean().optional(),
  generator: z.object({ secret: z.string(), lastStep: z.number(), since: z.string() }).optional(),
  recovery: z.record(z.string(), z.boolean()).optional(),
  passkeys: z.record(z.string(), passkey).optional(),
});
const ownersKey = { pk: "ADMINISTRATORS-OWNERS", sk: "VERSION" };

/** Administrators in the directory table. */
export class DynamoAdministrators implements AdministratorStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(userName: string): Promise<Administrator | null> {
    const Item = await getItem(this.#client, this.#table, keyOf(userName));
    return Item === undefined ? null : administratorItem.parse(Item);
  }

  async list(): Promise<readonly Administrator[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": partition },
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => administratorItem.parse(item));
  }

  async create(administrator: Administrator): Promise<boolean> {
    const { userName, subjectId } = administrator;
    return this.#transact([
      {
        Put: {
          TableName: this.#table,
          Item: { ...keyOf(userName), ...administrator },
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
      { Put: { TableName: this.#table, Item: personItem({ subjectId, kind: "administrator", name: userName }) } },
    ]);
  }

  async markInvited(userName: string, at: Date): Promise<void> {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: keyOf(userName),
      UpdateExpression: "SET invitedAt = :at",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":at": at.toISOString() },
    });
    await this.#client.send(update);
  }

  replaceCredential(userName: string, generation: number, replacement: Credential): Promise<boolean> {
    return this.change(userName, generation, { credential: replacement });
  }

  change(userName: string, generation: number, change: AdministratorChange): Promise<boolean> {
    return succeeds(this.#client.send(new UpdateCommand(this.#changing(userName, generation, change))));
  }

  async ownersVersion(): Promise<number> {
    const Item = await getItem(this.#client, this.#table, ownersKey);
    return Item === undefined ? 0 : z.object({ version: z.number().int() }).parse(Item).version;
  }

  changeOwners(
    ownersVersion: number,
    userName: string,
    generation: number,
    change: AdministratorChange | null,
  ): Promise<boolean> {
    const removal = {
      TableName: this.#table,
      Key: keyOf(userName),
      ConditionExpression: "generation = :generation",
      ExpressionAttributeValues: { ":generation": generation },
    };
    return this.#transact([
      change === null ? { Delete: removal } : { Update: this.#changing(userName, generation, change) },
      { Put: this.#nextOwners(ownersVersion) },
    ]);
  }

  spendStep(userName: string, step: number): Promise<boolean> {
    return this.#update(userName, {
      UpdateExpression: "SET generator.lastStep = :step",
      ConditionExpression: "generator.lastStep < :step",
      ExpressionAttributeValues: { ":step": step },
    });
  }

  spendRecovery(userName: string, hash: string): Promise<boolean> {
    return this.#update(userName, {
      UpdateExpression: "REMOVE recovery.#hash",
      ConditionExpression: "attribute_exists(recovery.#hash)",
      ExpressionAttributeNames: { "#hash": hash },
    });
  }

  async countPasskey(userName: string, id: string, counter: number): Promise<void> {
    await this.#update(userName, {
      UpdateExpression: "SET passkeys.#id.#counter = :counter",
      ConditionExpression: "attribute_exists(passkeys.#id)",
      ExpressionAttributeNames: { "#id": id, "#counter": "counter" },
      ExpressionAttributeValues: { ":counter": counter },
    });
  }

  #changing(userName: string, generation: number, change: AdministratorChange) {
    const entries = Object.entries(change).filter(([, value]) => value !== undefined);
    const removed = entries.filter(([, value]) => value === null).map(([name]) => `#${name}`);
    const set = entries.filter(([, value]) => value !== null);
    const sets = ["generation = :next", ...set.map(([name]) => `#${name} = :${name}`)].join(", ");
    const names = Object.fromEntries(entries.map(([name]) => [`#${name}`, name]));
    return {
      TableName: this.#table,
      Key: keyOf(userName),
      UpdateExpression: removed.length === 0 ? `SET ${sets}` : `SET ${sets} REMOVE ${removed.join(", ")}`,
      ConditionExpression: "generation = :generation",
      ...(entries.length === 0 ? {} : { ExpressionAttributeNames: names }),
      ExpressionAttributeValues: {
        ":generation": generation,
        ":next": generation + 1,
        ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
      },
    };
  }

  #nextOwners(version: number) {
    return {
      TableName: this.#table,
      Item: { ...ownersKey, version: version + 1 },
      ConditionExpression: version === 0 ? "attribute_not_exists(pk)" : "#version = :version",
      ...(version === 0
        ? {}
        : { ExpressionAttributeNames: { "#version": "version" }, ExpressionAttributeValues: { ":version": version } }),
    };
  }

  #update(userName: string, update: Readonly<Record<string, unknown>>): Promise<boolean> {
    const command = { TableName: this.#table, Key: keyOf(userName), UpdateExpression: "", ...update };
    return succeeds(this.#client.send(new UpdateCommand(command)));
  }

  #transact(items: NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]["TransactItems"]>) {
    return succeeds(this.#client.send(new TransactWriteCommand({ TransactItems: items })));
  }
}

async function succeeds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isConditionFailure(error) || isTransactionConflict(error)) return false;
    throw error;
  }
}

const partition = "ADMINISTRATORS";

function keyOf(userName: string): { pk: string; sk: string } {
  return { pk: partition, sk: userName };
}
