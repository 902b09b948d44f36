import { type DynamoDBDocumentClient, QueryCommand, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Letter, LetterFile, LetterStore, Sending } from "../pickup/letters/letter.ts";
import type { Effect, OutboxBell } from "../tracking/outbox.ts";
import { wasWritten } from "./condition-failure.ts";
import { pageEnd, pageStart } from "./cursor.ts";
import { dayIndex, newOutboxItem } from "./ledger-items.ts";
import { getItem } from "./table-items.ts";

const file = z.object({
  name: z.string(),
  type: z.string(),
  size: z.number(),
  arrived: z.record(z.string(), z.number()),
});

const letterItem = z.object({
  address: z.string(),
  letterId: z.string(),
  about: z.string(),
  kind: z.enum(["reply", "reply-all", "new"]),
  state: z.enum(["draft", "queued", "sent", "failed"]),
  createdAt: z.string(),
  changedAt: z.string(),
  textPart: z.string().optional(),
  subject: z.string(),
  to: z.array(z.string()),
  outsiders: z.array(z.string()),
  files: z.record(z.string(), file),
  announced: z.number(),
  authorName: z.string().optional(),
  mailbox: z.string().optional(),
  inReplyTo: z.string().optional(),
  references: z.string().optional(),
  sentAt: z.string().optional(),
  expiresAt: z.string().optional(),
  failure: z.string().optional(),
});

const draftItem = z.object({ letterId: z.string() });
/** What of an index key a page's end says; the rest is the owner's. */
const ends = ["sk", "day_sk"];
const names = { "#state": "state" };

/** Letters of recipients in the ledger table: one item each, and per message the id of its draft. */
export class DynamoLetters implements LetterStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #clock: Clock;
  readonly #bell: OutboxBell | null;

  /** With a bell, whoever carries effects out is woken at once. */
  constructor(client: DynamoDBDocumentClient, table: string, clock: Clock, bell: OutboxBell | null = null) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
    this.#bell = bell;
  }

  async find(address: string, letterId: string): Promise<Letter | null> {
    const Item = await getItem(this.#client, this.#table, letterKey(address, letterId));
    return Item === undefined ? null : letterItem.parse(Item);
  }

  async draft(address: string, about: string): Promise<Letter | null> {
    const Item = await getItem(this.#client, this.#table, draftKey(address, about));
    const letter = Item === undefined ? null : await this.find(address, draftItem.parse(Item).letterId);
    return letter?.state === "draft" ? letter : null;
  }

  async begin(letter: Letter): Promise<boolean> {
    const earlier = await getItem(this.#client, this.#table, draftKey(letter.address, letter.about));
    if (earlier !== undefined && (await this.draft(letter.address, letter.about)) !== null) return false;
    const pointer = {
      TableName: this.#table,
      Item: { ...draftKey(letter.address, letter.about), letterId: letter.letterId },
      ConditionExpression: earlier === undefined ? "attribute_not_exists(pk)" : "letterId = :earlier",
      ...(earlier && { ExpressionAttributeValues: { ":earlier": draftItem.parse(earlier).letterId } }),
    };
    const item = {
      TableName: this.#table,
      Item: { ...letterKey(letter.address, letter.letterId), ...letter },
      ConditionExpression: "attribute_not_exists(pk)",
    };
    return this.#transact([{ Put: pointer }, { Put: item }]);
  }

  async write(letter: Letter, change: Parameters<LetterStore["write"]>[1], at: Date): Promise<boolean> {
    const fields = Object.entries({ ...change, changedAt: at.toISOString() });
    return this.#update(letter, {
      UpdateExpression: `SET ${fields.map((_, index) => `#f${index} = :f${index}`).join(", ")}`,
      ConditionExpression: "#state = :draft",
      ExpressionAttributeNames: {
        ...names,
        ...Object.fromEntries(fields.map(([name], index) => [`#f${index}`, name])),
      },
      ExpressionAttributeValues: {
        ":draft": "draft",
        ...Object.fromEntries(fields.map(([, value], index) => [`:f${index}`, value])),
      },
    });
  }

  async announce(
    letter: Letter,
    fileId: string,
    announced: LetterFile,
    most: { bytes: number; files: number },
  ): Promise<boolean> {
    return this.#update(letter, {
      UpdateExpression: "SET files.#file = :file, announced = announced + :size",
      ConditionExpression:
        "#state = :draft AND attribute_not_exists(files.#file) AND announced <= :room AND size(files) < :files",
      ExpressionAttributeNames: { ...names, "#file": fileId },
      ExpressionAttributeValues: {
        ":draft": "draft",
        ":file": announced,
        ":size": announced.size,
        ":room": most.bytes - announced.size,
        ":files": most.files,
      },
    });
  }

  async arrived(letter: Letter, fileId: string, part: number, bytes: number): Promise<boolean> {
    return this.#update(letter, {
      UpdateExpression: "SET files.#file.arrived.#part = :bytes",
      ConditionExpression: "#state = :draft AND attribute_exists(files.#file)",
      ExpressionAttributeNames: { ...names, "#file": fileId, "#part": String(part) },
      ExpressionAttributeValues: { ":draft": "draft", ":bytes": bytes },
    });
  }

  async remove(letter: Letter, fileId: string): Promise<void> {
    const size = letter.files[fileId]?.size;
    if (size === undefined) return;
    await this.#update(letter, {
      UpdateExpression: "SET announced = announced - :size REMOVE files.#file",
      ConditionExpression: "#state = :draft AND files.#file.#size = :size",
      ExpressionAttributeNames: { ...names, "#file": fileId, "#size": "size" },
      ExpressionAttributeValues: { ":draft": "draft", ":size": size },
    });
  }

  async queue(letter: Letter, sending: Sending, effect: Effect): Promise<boolean> {
    const sent = { ...letter, ...sending, state: "queued" };
    const day = listKey(letter.address);
    const put = {
      TableName: this.#table,
      Item: {
        ...letterKey(letter.address, letter.letterId),
        ...sent,
        day,
        day_sk: `${sending.sentAt}#${letter.letterId}`,
      },
      // What was kept since the caller read it would be lost: then nothing is sent, and the caller asks again.
      ConditionExpression: "#state = :draft AND textPart = :text AND announced = :announced",
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ":draft": "draft", ":text": letter.textPart, ":announced": letter.announced },
    };
    return this.#withEffect([{ Put: put }], `j_send-${outboxName(letter.letterId)}`, effect);
  }

  async settle(
    letter: Letter,
    state: "sent" | "failed",
    more: { failure?: string; effect?: Effect },
  ): Promise<boolean> {
    const update = {
      TableName: this.#table,
      Key: letterKey(letter.address, letter.letterId),
      UpdateExpression: more.failure === undefined ? "SET #state = :state" : "SET #state = :state, failure = :failure",
      ConditionExpression: state === "sent" ? "#state = :queued" : "#state IN (:queued, :sent)",
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: {
        ":state": state,
        ":queued": "queued",
        ...(state === "failed" && { ":sent": "sent" }),
        ...(more.failure !== undefined && { ":failure": more.failure }),
      },
    };
    const items = [{ Update: update }];
    if (more.effect === undefined) return this.#transact(items);
    return this.#withEffect(items, `j_lost-${outboxName(letter.letterId)}`, more.effect);
  }

  async list(
    address: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<{ letters: Letter[]; cursor?: string }> {
    const day = listKey(address);
    const page = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: dayIndex,
        KeyConditionExpression: "#day = :day",
        ExpressionAttributeNames: { "#day": "day" },
        ExpressionAttributeValues: { ":day": day },
        ScanIndexForward: false,
        Limit: limit,
        // The list is always the caller's own, whatever the cursor says.
        ExclusiveStartKey: pageStart(cursor, ends, { day, pk: letterKey(address, "").pk }),
      }),
    );
    return {
      letters: (page.Items ?? []).map((item) => letterItem.parse(item)),
      ...(page.LastEvaluatedKey && { cursor: pageEnd(page.LastEvaluatedKey, ends) }),
    };
  }

  async #update(
    { address, letterId }: Letter,
    update: Omit<ConstructorParameters<typeof UpdateCommand>[0], "TableName" | "Key">,
  ): Promise<boolean> {
    const Key = letterKey(address, letterId);
    return wasWritten(this.#client.send(new UpdateCommand({ TableName: this.#table, Key, ...update })));
  }

  async #withEffect(items: Transaction, id: string, effect: Effect): Promise<boolean> {
    const at = this.#clock.now().toISOString();
    const put = { TableName: this.#table, Item: newOutboxItem(id, effect, at, at) };
    if (!(await this.#transact([...items, { Put: put }]))) return false;
    await this.#bell?.ring({ id });
    return true;
  }

  async #transact(items: Transaction): Promise<boolean> {
    return wasWritten(this.#client.send(new TransactWriteCommand({ TransactItems: items })));
  }
}

type Transaction = NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]["TransactItems"]>;

const letterKey = (address: string, letterId: string) => ({ pk: `LETTERS#${address}`, sk: `L#${letterId}` });
const draftKey = (address: string, about: string) => ({ pk: `LETTERS#${address}`, sk: `D#${about}` });
const listKey = (address: string) => `LETTERS#${address}`;
/** Outbox ids hold no underscore but the one after their scope. */
const outboxName = (letterId: string) => letterId.replaceAll("_", "-");
