import type { DatabaseSync } from "node:sqlite";
import type { Index, Table } from "./table.ts";
import type { Item } from "./values.ts";

const version = 1;

/** The SQL name of what holds a table's items or an index's entries. */
export const relation = ({ name }: Table, index?: Index): string =>
  index ? `"index:${name}/${index.name}"` : `"items:${name}"`;

/** Makes what the declared tables need; an index or expiry attribute that changed is built anew from the items. */
export const prepareTables = (
  database: DatabaseSync,
  tables: readonly Table[],
  put: (table: Table, item: Item) => void,
): void => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS declared (name TEXT PRIMARY KEY, key TEXT NOT NULL, derived TEXT NOT NULL, created INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS tokens (token TEXT PRIMARY KEY, request TEXT NOT NULL, expires INTEGER NOT NULL) STRICT;
  `);
  for (const table of tables) prepareTable(database, table, put);
};

const prepareTable = (database: DatabaseSync, table: Table, put: (table: Table, item: Item) => void): void => {
  const key = JSON.stringify([version, table.key]);
  const derived = JSON.stringify([table.indexes.map((each) => [each.name, each.key]), table.expiryAttribute]);
  const known = database.prepare("SELECT key, derived FROM declared WHERE name = ?").get(table.name);
  if (known && known.key !== key) {
    throw new Error(`table ${table.name} has another key than its stored items; start with --reset to clear them`);
  }
  if (known?.derived === derived) return;
  createRelations(database, table);
  const save = "INSERT OR REPLACE INTO declared VALUES (?, ?, ?, unixepoch())";
  database.prepare(save).run(table.name, key, derived);
  if (!known) return;
  const rows = database.prepare(`SELECT item FROM ${relation(table)}`).all();
  for (const row of rows) put(table, JSON.parse(String(row.item)) as Item);
};

const createRelations = (database: DatabaseSync, table: Table): void => {
  const items = relation(table);
  database.exec(`
    CREATE TABLE IF NOT EXISTS ${items} (
      partition BLOB NOT NULL, sort BLOB NOT NULL, item TEXT NOT NULL, size INTEGER NOT NULL, expires REAL,
      PRIMARY KEY (partition, sort)) STRICT;
    CREATE INDEX IF NOT EXISTS "expiry:${table.name}" ON ${items} (expires) WHERE expires IS NOT NULL;
  `);
  for (const index of table.indexes) {
    const name = relation(table, index);
    database.exec(`
      DROP TABLE IF EXISTS ${name};
      CREATE TABLE ${name} (
        partition BLOB NOT NULL, sort BLOB NOT NULL, base_partition BLOB NOT NULL, base_sort BLOB NOT NULL,
        PRIMARY KEY (base_partition, base_sort)) STRICT, WITHOUT ROWID;
      CREATE UNIQUE INDEX "order:${table.name}/${index.name}" ON ${name} (partition, sort, base_partition, base_sort);
    `);
  }
};
