import type { Condition } from "./expressions/condition-types.ts";
import { matches } from "./expressions/matches.ts";
import { type ItemStore, type Parameter, readItem } from "./item-store.ts";
import type { KeyRange } from "./key-range.ts";
import { positionOf } from "./keys.ts";
import { relation } from "./prepare-tables.ts";
import { type Index, keyNames, pick, projectedBy, type Table } from "./table.ts";
import { type Item, sizeOfItem } from "./values.ts";

const pageBytes = 1024 * 1024;

/** What to read, in which order, from where, and how much. */
export type PageRequest = {
  readonly table: Table;
  readonly index?: Index;
  /** One partition of a query; a scan has none. */
  readonly range?: KeyRange;
  /** The slice of all partitions that a parallel scan reads. */
  readonly slice?: { readonly from: Buffer; readonly to?: Buffer };
  readonly forward: boolean;
  readonly limit?: number;
  /** The last key of the page before. */
  readonly start?: Item;
  readonly filter?: Condition;
};

/** Up to 1 MB of items, and where to go on. */
export type Page = {
  readonly items: readonly Item[];
  readonly scanned: number;
  readonly bytes: number;
  readonly lastKey?: Item;
};

/** Reads the next page of a query or scan. */
export const readPage = (store: ItemStore, request: PageRequest): Page => {
  const { table, index, limit = Number.POSITIVE_INFINITY } = request;
  const { sql, parameters } = statementOf(request);
  const items: Item[] = [];
  let scanned = 0;
  let bytes = 0;
  let last: Item | undefined;
  const page = (more: boolean): Page => ({
    items,
    scanned,
    bytes,
    lastKey: more && last ? pick(last, keyNames(table, index)) : undefined,
  });
  for (const row of store.rows(sql, ...parameters)) {
    const whole = readItem(row.item);
    const item = projectedBy(table, index, whole);
    const size = index ? sizeOfItem(item) : Number(row.size);
    if (scanned > 0 && bytes + size > pageBytes) return page(true);
    scanned += 1;
    bytes += size;
    last = whole;
    if (!request.filter || matches(request.filter, item)) items.push(item);
    if (scanned >= limit) return page(true);
  }
  return page(false);
};

type Clause = { readonly sql: string; readonly parameters: readonly Parameter[] };

const statementOf = (request: PageRequest): { sql: string; parameters: Parameter[] } => {
  const { table, index, forward } = request;
  const items = relation(table);
  const source = index
    ? `${relation(table, index)} x CROSS JOIN ${items} i ON i.partition = x.base_partition AND i.sort = x.base_sort`
    : `${items} x`;
  const clauses = [...rangeClauses(request), ...startClause(request)];
  const where = clauses.length > 0 ? `WHERE ${clauses.map(({ sql }) => sql).join(" AND ")}` : "";
  const order = orderOf(request).map((column) => `${column} ${forward ? "ASC" : "DESC"}`);
  const from = index ? "i" : "x";
  return {
    sql: `SELECT ${from}.item, ${from}.size FROM ${source} ${where} ORDER BY ${order.join(", ")}`,
    parameters: clauses.flatMap(({ parameters }) => parameters),
  };
};

const orderOf = ({ index, range }: PageRequest): readonly string[] => [
  ...(range ? [] : ["x.partition"]),
  "x.sort",
  ...(index ? ["x.base_partition", "x.base_sort"] : []),
];

const rangeClauses = ({ range, slice }: PageRequest): Clause[] => {
  const clauses: Clause[] = [];
  const add = (sql: string, bytes: Buffer | undefined) => bytes && clauses.push({ sql, parameters: [bytes] });
  add("x.partition = ?", range?.partition);
  add(`x.sort ${range?.from?.inclusive ? ">=" : ">"} ?`, range?.from?.bytes);
  add(`x.sort ${range?.to?.inclusive ? "<=" : "<"} ?`, range?.to?.bytes);
  add("x.partition >= ?", slice?.from);
  add("x.partition < ?", slice?.to);
  return clauses;
};

const startClause = (request: PageRequest): Clause[] => {
  const { table, index, range, start, forward } = request;
  if (!start) return [];
  const base = positionOf(start, table.key);
  const place = index ? positionOf(start, index.key) : base;
  const parameters = [...(range ? [] : [place.partition]), place.sort, ...(index ? [base.partition, base.sort] : [])];
  const columns = orderOf(request);
  const sql = `(${columns.join(", ")}) ${forward ? ">" : "<"} (${columns.map(() => "?").join(", ")})`;
  return [{ sql, parameters }];
};
