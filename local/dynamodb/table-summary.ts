import type { ItemStore } from "./item-store.ts";
import { attributesOf, type Index, type KeySchema, type Table } from "./table.ts";

/** A table as DescribeTable tells it. */
export const tableSummary = (table: Table, store: ItemStore): object => {
  const { created, count, bytes } = store.statistics(table);
  return {
    TableName: table.name,
    TableArn: table.arn,
    TableStatus: "ACTIVE",
    CreationDateTime: created,
    KeySchema: schemaOf(table.key),
    AttributeDefinitions: definitionsOf(table),
    BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
    ItemCount: count,
    TableSizeBytes: bytes,
    GlobalSecondaryIndexes:
      table.indexes.length > 0 ? table.indexes.map((index) => indexSummary(table, index)) : undefined,
  };
};

const schemaOf = (key: KeySchema): object[] =>
  attributesOf(key).map(({ name }, place) => ({ AttributeName: name, KeyType: place === 0 ? "HASH" : "RANGE" }));

const definitionsOf = ({ key, indexes }: Table): object[] => {
  const all = [key, ...indexes.map((index) => index.key)].flatMap(attributesOf);
  const types = new Map(all.map(({ name, type }) => [name, type]));
  return [...types].map(([name, type]) => ({ AttributeName: name, AttributeType: type }));
};

const indexSummary = (table: Table, { name, key, projected }: Index): object => ({
  IndexName: name,
  IndexArn: `${table.arn}/index/${name}`,
  IndexStatus: "ACTIVE",
  KeySchema: schemaOf(key),
  Projection: projectionOf(projected),
});

const projectionOf = (projected: Index["projected"]): object => {
  if (projected === "all") return { ProjectionType: "ALL" };
  if (projected.length === 0) return { ProjectionType: "KEYS_ONLY" };
  return { ProjectionType: "INCLUDE", NonKeyAttributes: projected };
};
