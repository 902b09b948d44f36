import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { isIndexed, type Position, positionOf, requireKeys } from "./keys.ts";
import { prepareTables, relation } from "./prepare-tables.ts";
import type { Index, Table } from "./table.ts";
import { attributeOf, type Item, requireItemSize, sizeOfItem } from "./values.ts";

/** SQL's parameters as this store uses them. */
export type Parameter = Buffer | string | number | null;

/** The items of all tables in one SQLite file; each change is on the disk before it returns. */
export class ItemStore {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #changing = false;

  constructor(folder: string, tables: readonly Table[]) {
    this.#database = open(join(folder, "items.sqlite"));
    try {
      this.change(() => prepareTables(this.#database, tables, (table, item) => this.#write(table, item)));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Runs all changes inside as one: on the disk together, or none when it throws. */
  change<T>(run: () => T): T {
    if (this.#changing) return run();
    this.#database.exec("BEGIN IMMEDIATE");
    this.#changing = true;
    try {
      const result = run();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    } finally {
      this.#changing = false;
    }
  }

  /** Rows of a query written by this service's own modules. */
  rows(sql: string, ...parameters: Parameter[]): IterableIterator<Record<string, unknown>> {
    return this.#statement(sql).iterate(...parameters) as IterableIterator<Record<string, unknown>>;
  }

  /** Runs one statement written by this service's own modules. */
  run(sql: string, ...parameters: Parameter[]): void {
    this.#statement(sql).run(...parameters);
  }

  /** The item with that key. */
  get(table: Table, key: Item): Item | undefined {
    const { partition, sort } = positionOf(key, table.key);
    const sql = `SELECT item FROM ${relation(table)} WHERE partition = ? AND sort = ?`;
    const row = this.#statement(sql).get(partition, sort);
    return row && readItem(row.item);
  }

  /** Stores a whole item in place of the one with its key; refuses wrong keys and too large items. */
  put(table: Table, item: Item, tooLarge?: string): void {
    requireKeys(item, table);
    requireItemSize(item, tooLarge);
    this.#write(table, item);
  }

  #write(table: Table, item: Item): void {
    const position = positionOf(item, table.key);
    this.change(() => {
      this.run(
        `INSERT OR REPLACE INTO ${relation(table)} (partition, sort, item, size, expires) VALUES (?, ?, ?, ?, ?)`,
        position.partition,
        position.sort,
        JSON.stringify(item),
        sizeOfItem(item),
        expiryOf(item, table),
      );
      for (const index of table.indexes) this.#reindex(table, index, item, position);
    });
  }

  /** Removes the item with that key, if there is one. */
  delete(table: Table, key: Item): void {
    const position = positionOf(key, table.key);
    this.change(() => {
      const { partition, sort } = position;
      this.run(`DELETE FROM ${relation(table)} WHERE partition = ? AND sort = ?`, partition, sort);
      for (const index of table.indexes) this.#reindex(table, index, undefined, position);
    });
  }

  /** Removes the items whose expiry lies between the two instants, in epoch seconds; says how many. */
  deleteExpired(table: Table, after: number, before: number): number {
    const sql = `SELECT item FROM ${relation(table)} WHERE expires > ? AND expires < ? LIMIT 1000`;
    return this.change(() => {
      const expired = this.#statement(sql).all(after, before);
      for (const row of expired) this.delete(table, readItem(row.item));
      return expired.length;
    });
  }

  /** When the table was made, in epoch seconds, and how much it holds. */
  statistics(table: Table): { readonly created: number; readonly count: number; readonly bytes: number } {
    const totals = this.#statement(`SELECT count(*) AS n, coalesce(sum(size), 0) AS b FROM ${relation(table)}`).get();
    const declared = this.#statement("SELECT created FROM declared WHERE name = ?").get(table.name);
    return { created: Number(declared?.created), count: Number(totals?.n), bytes: Number(totals?.b) };
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #reindex(table: Table, index: Index, item: Item | undefined, base: Position): void {
    const name = relation(table, index);
    this.run(`DELETE FROM ${name} WHERE base_partition = ? AND base_sort = ?`, base.partition, base.sort);
    if (!item || !isIndexed(item, index)) return;
    const { partition, sort } = positionOf(item, index.key);
    this.run(`INSERT INTO ${name} VALUES (?, ?, ?, ?)`, partition, sort, base.partition, base.sort);
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

const open = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file);
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    return database;
  } catch (cause) {
    database.close();
    const locked = cause instanceof Error && cause.message === "database is locked";
    throw new Error(locked ? `another process uses ${file}` : `cannot open ${file}`, { cause });
  }
};

/** An item as it was stored. */
export const readItem = (text: unknown): Item => JSON.parse(String(text)) as Item;

const expiryOf = (item: Item, { expiryAttribute }: Table): number | null => {
  const value = expiryAttribute === undefined ? undefined : attributeOf(item, expiryAttribute);
  return value && "N" in value ? Number(value.N) : null;
};
