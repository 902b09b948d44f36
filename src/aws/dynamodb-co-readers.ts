import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { CoReader, CoReaderStore } from "../accounts/co-reader.ts";
import { transact } from "./transact.ts";

const coReaderItem = z.object({
  mailbox: z.string(),
  reader: z.string(),
  invitedAt: z.string(),
  invitedBy: z.string(),
  joinedAt: z.string().optional(),
});

/** Co-readers in the accounts table: a line under the mailbox and one under the reader, written and removed together. */
export class DynamoCoReaders implements CoReaderStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  add(coReader: CoReader): Promise<boolean> {
    const puts = keysOf(coReader.mailbox, coReader.reader).map((key) => ({
      Put: {
        TableName: this.#table,
        Item: { ...key, ...coReader },
        ConditionExpression: "attribute_not_exists(pk)",
      },
    }));
    return transact(this.#client, puts);
  }

  async join(mailbox: string, reader: string, at: Date): Promise<void> {
    const [line] = keysOf(mailbox, reader);
    await transact(this.#client, [
      {
        Update: {
          TableName: this.#table,
          Key: line,
          UpdateExpression: "SET joinedAt = :at",
          ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(joinedAt)",
          ExpressionAttributeValues: { ":at": at.toISOString() },
        },
      },
    ]);
  }

  remove(mailbox: string, reader: string): Promise<boolean> {
    const deletes = keysOf(mailbox, reader).map((Key) => ({
      Delete: { TableName: this.#table, Key, ConditionExpression: "attribute_exists(pk)" },
    }));
    return transact(this.#client, deletes);
  }

  async forget(address: string): Promise<void> {
    for (const { reader } of await this.of(address)) await this.remove(address, reader);
    for (const mailbox of await this.mailboxesOf(address)) await this.remove(mailbox, address);
  }

  async of(mailbox: string): Promise<CoReader[]> {
    const found = await this.#query(mailbox, "coreader#");
    return found.sort((left, right) => left.invitedAt.localeCompare(right.invitedAt));
  }

  async mailboxesOf(reader: string): Promise<string[]> {
    return (await this.#query(reader, "shared#")).map(({ mailbox }) => mailbox);
  }

  async #query(address: string, prefix: string): Promise<CoReader[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: { ":pk": `address#${address}`, ":prefix": prefix },
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => coReaderItem.parse(item));
  }
}

type Key = { readonly pk: string; readonly sk: string };

function keysOf(mailbox: string, reader: string): [Key, Key] {
  return [
    { pk: `address#${mailbox}`, sk: `coreader#${reader}` },
    { pk: `address#${reader}`, sk: `shared#${mailbox}` },
  ];
}
