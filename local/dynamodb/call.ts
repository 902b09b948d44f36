import type { Caller, CloudContext } from "../core/service.ts";
import { tableNotFound } from "./failures.ts";
import type { ItemStore } from "./item-store.ts";
import { type Table, tableArn } from "./table.ts";

/** What a call wants to touch: a table by name or ARN, one of its indexes, and the keys as the request writes them. */
type Target = {
  readonly table: string;
  readonly index?: string;
  /** Keys or whole items. */
  readonly keys?: readonly Readonly<Record<string, unknown>>[];
  /** Values of the partition key, where the keys are not written as such. */
  readonly partitions?: readonly unknown[];
};

/** One signed request on its way: who asks, and the tables there are. */
export class Call {
  readonly store: ItemStore;
  readonly now: () => Date;
  readonly #cloud: CloudContext;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #caller: Caller;

  constructor(cloud: CloudContext, tables: ReadonlyMap<string, Table>, store: ItemStore, caller: Caller) {
    this.#cloud = cloud;
    this.#tables = tables;
    this.#caller = caller;
    this.store = store;
    this.now = cloud.now;
  }

  /** The table of that name or ARN; for checks that come before the permission, whose outcome tells nothing of items. */
  known(reference: string): Table | undefined {
    return this.#tables.get(nameOf(reference));
  }

  /** The table, once the caller may do `dynamodb:<action>` on it or on its index. */
  table(action: string, target: Target): Table {
    const name = nameOf(target.table);
    const table = this.#tables.get(name);
    const arn = table?.arn ?? tableArn(name, this.#cloud.deployment);
    const leading = table ? leadingKeys(table, target) : [];
    this.#cloud.authorize({
      caller: this.#caller,
      action: `dynamodb:${action}`,
      resource: target.index === undefined ? arn : `${arn}/index/${target.index}`,
      context: leading.length > 0 ? { "dynamodb:LeadingKeys": leading } : undefined,
    });
    if (!table) throw tableNotFound();
    return table;
  }
}

const nameOf = (reference: string): string => reference.split(":table/").at(-1) ?? "";

const leadingKeys = ({ key }: Table, { keys = [], partitions = [] }: Target): string[] => {
  const values = [...partitions, ...keys.map((each) => each[key.partition.name])];
  return [...new Set(values.flatMap((value) => (isRecord(value) ? Object.values(value).map(String) : [])))];
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
