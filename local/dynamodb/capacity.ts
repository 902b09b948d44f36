import { isIndexed } from "./keys.ts";
import type { CapacityMode } from "./request-fields.ts";
import { type Index, projectedBy, type Table } from "./table.ts";
import { type Item, sameItem, sizeOfItem } from "./values.ts";

type Units = { table: number; readonly indexes: Map<string, number> };

/** Counts a call's capacity units as AWS bills them. */
export class Capacity {
  readonly #units = new Map<Table, Units>();
  readonly #factor: number;

  /** Transactions cost twice. */
  constructor(factor: 1 | 2 = 1) {
    this.#factor = factor;
  }

  /** A read of that many bytes from a table or index. */
  read(table: Table, bytes: number, consistent: boolean, index?: Index): void {
    const units = Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
    this.#add(table, units, index);
  }

  /** A write that turned one item into the other. */
  write(table: Table, before: Item | undefined, after: Item | undefined): void {
    this.#add(table, Math.max(writeUnits(before), writeUnits(after), 1));
    for (const index of table.indexes) this.#add(table, indexUnits(table, index, before, after), index);
  }

  /** The answer's ConsumedCapacity, one entry a table; undefined unless asked for. */
  report(mode: CapacityMode): object[] | undefined {
    if (mode === undefined || mode === "NONE") return undefined;
    return [...this.#units].map(([{ name }, units]) => ({
      TableName: name,
      CapacityUnits: [...units.indexes.values()].reduce((sum, each) => sum + each, units.table),
      ...(mode === "INDEXES" ? detail(units) : {}),
    }));
  }

  #add(table: Table, units: number, index?: Index): void {
    const known = this.#units.get(table) ?? { table: 0, indexes: new Map() };
    this.#units.set(table, known);
    if (!index) known.table += units * this.#factor;
    else if (units > 0) known.indexes.set(index.name, (known.indexes.get(index.name) ?? 0) + units * this.#factor);
  }
}

const detail = ({ table, indexes }: Units): object => ({
  Table: { CapacityUnits: table },
  GlobalSecondaryIndexes: Object.fromEntries([...indexes].map(([name, units]) => [name, { CapacityUnits: units }])),
});

const writeUnits = (item: Item | undefined): number => (item ? Math.ceil(sizeOfItem(item) / 1024) : 0);

const indexUnits = (table: Table, index: Index, before?: Item, after?: Item): number => {
  const [old, next] = [before, after].map((item) =>
    item && isIndexed(item, index) ? projectedBy(table, index, item) : undefined,
  );
  if (!old || !next) return writeUnits(old ?? next);
  return sameItem(old, next) ? 0 : Math.max(writeUnits(old), writeUnits(next));
};
