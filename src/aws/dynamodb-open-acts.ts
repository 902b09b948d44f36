import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, paginateQuery } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { OpenAct, OpenActs } from "../audit/open-act.ts";

const openAct = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  from: z.string(),
  action: z.string(),
  object: z.string(),
  reached: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
const partition = "AUDIT-OPEN";

/** Acts that were begun, in the directory table. */
export class DynamoOpenActs implements OpenActs {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async put(act: OpenAct): Promise<void> {
    const Item = { pk: partition, sk: act.id, ...act };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item }));
  }

  async remove(id: string): Promise<void> {
    await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: { pk: partition, sk: id } }));
  }

  async list(): Promise<readonly OpenAct[]> {
    const found: OpenAct[] = [];
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": partition },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items.map((item) => openAct.parse(item)));
    return found;
  }
}
