import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { DailyCounts, DayCounts } from "../tracking/daily-counts.ts";
import type { Item } from "./table-items.ts";

const groups = ["dispositions", "policies", "unreadable"] as const;

/** One item a day in the ledger table; each number is an attribute of its own, so that writers never wait. */
export class DynamoDailyCounts implements DailyCounts {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async add(counts: DayCounts): Promise<void> {
    const numbers = numbersOf(counts).filter(([, number]) => number > 0);
    if (numbers.length === 0) return;
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: { pk: "COUNTS", sk: counts.day },
        UpdateExpression: `ADD ${numbers.map((_, index) => `#n${index} :v${index}`).join(", ")}`,
        ExpressionAttributeNames: Object.fromEntries(numbers.map(([name], index) => [`#n${index}`, name])),
        ExpressionAttributeValues: Object.fromEntries(numbers.map(([, number], index) => [`:v${index}`, number])),
      }),
    );
  }

  async between(first: string, last: string): Promise<DayCounts[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "pk = :counts AND sk BETWEEN :first AND :last",
        ExpressionAttributeValues: { ":counts": "COUNTS", ":first": first, ":last": last },
      }),
    );
    return Items.map(toCounts);
  }
}

function numbersOf(counts: DayCounts): [string, number][] {
  const grouped = groups.flatMap((group) =>
    Object.entries(counts[group]).map(([name, number]): [string, number] => [`${group}#${name}`, number]),
  );
  return [["messages", counts.messages], ["refused", counts.refused], ...grouped];
}

function toCounts(item: Item): DayCounts {
  const of = (group: string) =>
    Object.fromEntries(
      Object.entries(item).flatMap(([name, number]) =>
        name.startsWith(`${group}#`) && typeof number === "number" ? [[name.slice(group.length + 1), number]] : [],
      ),
    );
  return {
    day: String(item.sk),
    messages: Number(item.messages ?? 0),
    refused: Number(item.refused ?? 0),
    dispositions: of("dispositions"),
    policies: of("policies"),
    unreadable: of("unreadable"),
  };
}
