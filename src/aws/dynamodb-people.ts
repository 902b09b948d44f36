import { type DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { tokenHash } from "../accounts/token-hash.ts";
import type { People, Person } from "../audit/people.ts";
import type { Clock } from "../clock.ts";
import { SealgateError } from "../errors.ts";
import { isConditionFailure, isTransactionConflict } from "./condition-failure.ts";
import { getItem } from "./table-items.ts";

const person = z.object({ subjectId: z.string(), kind: z.enum(["administrator", "recipient"]), name: z.string() });
const partition = "PEOPLE";
const attempts = 8;

/** The item that holds a person's name. */
export function personItem(known: Person): Person & { readonly pk: string; readonly sk: string } {
  return { ...subjectKey(known.subjectId), ...known };
}

/** Names behind subject ids in the directory table. */
export class DynamoPeople implements People {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #clock: Pick<Clock, "token">;

  constructor(client: DynamoDBDocumentClient, table: string, clock: Pick<Clock, "token">) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  async subjectOf(address: string): Promise<string> {
    const name = address.toLowerCase();
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const known = z
        .object({ subjectId: z.string() })
        .safeParse(await getItem(this.#client, this.#table, nameKey(name)));
      if (known.success) return known.data.subjectId;
      const subjectId = this.#clock.token(16);
      if (await this.#create({ subjectId, kind: "recipient", name })) return subjectId;
    }
    throw new SealgateError("busy", 503, "the same person was entered again and again meanwhile");
  }

  async namesOf(subjectIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(subjectIds)];
    const found = await Promise.all(
      ids.map(async (id) => person.safeParse(await getItem(this.#client, this.#table, subjectKey(id))).data),
    );
    return new Map(found.flatMap((one) => (one === undefined ? [] : [[one.subjectId, one.name] as const])));
  }

  async erase(subjectId: string): Promise<boolean> {
    const known = person.safeParse(await getItem(this.#client, this.#table, subjectKey(subjectId))).data;
    if (known === undefined) return false;
    const keys = [subjectKey(subjectId), nameKey(known.name)];
    const TransactItems = keys.map((Key) => ({ Delete: { TableName: this.#table, Key } }));
    await this.#client.send(new TransactWriteCommand({ TransactItems }));
    return true;
  }

  async #create(known: Person): Promise<boolean> {
    const put = (Item: Record<string, unknown>) => ({
      Put: { TableName: this.#table, Item, ConditionExpression: "attribute_not_exists(pk)" },
    });
    const byName = { ...nameKey(known.name), subjectId: known.subjectId };
    try {
      await this.#client.send(new TransactWriteCommand({ TransactItems: [put(personItem(known)), put(byName)] }));
      return true;
    } catch (error) {
      if (isConditionFailure(error) || isTransactionConflict(error)) return false;
      throw error;
    }
  }
}

function subjectKey(subjectId: string): { pk: string; sk: string } {
  return { pk: partition, sk: `S#${subjectId}` };
}

function nameKey(name: string): { pk: string; sk: string } {
  return { pk: partition, sk: `N#${tokenHash(name)}` };
}
