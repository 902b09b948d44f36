import { hash } from "node:crypto";
import { invalid, invalidParameter } from "./failures.ts";
import { sortableNumber } from "./numbers.ts";
import { attributesOf, type Index, type KeyAttribute, type KeySchema, keyValue, type Table } from "./table.ts";
import { type AttributeValue, attributeOf, type Item, kindOf } from "./values.ts";

/** Where an item stands: partitions in scattered order as on AWS, sort keys in theirs. */
export type Position = { readonly partition: Buffer; readonly sort: Buffer };

/** How many bytes of a position's partition decide its place among all partitions. */
export const scatterBytes = 4;

/** Bytes that sort as DynamoDB sorts values of the three key types. */
export const sortable = (value: AttributeValue): Buffer => {
  if ("S" in value) return Buffer.from(value.S);
  if ("N" in value) return sortableNumber(value.N);
  return Buffer.from("B" in value ? value.B : "", "base64");
};

/** The place of a partition key's value. */
export const partitionOf = (value: AttributeValue): Buffer => {
  const bytes = sortable(value);
  return Buffer.concat([hash("md5", bytes, "buffer").subarray(0, scatterBytes), bytes]);
};

/** What stands for the sort key of a table without one: SQLite would take no bytes for NULL. */
const noSort = Buffer.from([0]);

/** The position of an item whose key attributes were checked. */
export const positionOf = (item: Item, key: KeySchema): Position => ({
  partition: partitionOf(keyValue(item, key.partition)),
  sort: key.sort ? sortable(keyValue(item, key.sort)) : noSort,
});

/** Checks a Key parameter: exactly the table's key attributes. */
export const requireKey = (key: Item, table: Table): Item => {
  const attributes = attributesOf(table.key);
  if (Object.keys(key).length !== attributes.length || attributes.some((each) => !fits(key, each))) {
    throw invalid("The provided key element does not match the schema");
  }
  requireKeyContent(key, table);
  return key;
};

const fits = (item: Item, { name, type }: KeyAttribute): boolean => {
  const value = attributeOf(item, name);
  return value !== undefined && kindOf(value) === type;
};

/** Checks the key and index-key attributes of a whole item. */
export const requireKeys = (item: Item, table: Table): void => {
  for (const { name, type } of attributesOf(table.key)) {
    const value = attributeOf(item, name);
    if (!value) throw invalidParameter(`Missing the key ${name} in the item`);
    if (kindOf(value) !== type) {
      throw invalidParameter(`Type mismatch for key ${name} expected: ${type} actual: ${kindOf(value)}`);
    }
  }
  requireKeyContent(item, table);
  requireIndexKeys(item, table);
};

/** Checks the index-key attributes that an item has: right type, not empty, within size. */
const requireIndexKeys = (item: Item, table: Table): void => {
  for (const index of table.indexes) {
    for (const attribute of attributesOf(index.key)) requireIndexKey(item, attribute, index);
    requireKeySizes(item, index.key);
  }
};

const requireIndexKey = (item: Item, { name, type }: KeyAttribute, index: Index): void => {
  const value = attributeOf(item, name);
  if (!value) return;
  if (kindOf(value) !== type) {
    throw invalidParameter(
      `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${kindOf(value)} IndexName: ${index.name}`,
    );
  }
  if (sortable(value).length > 0) return;
  throw invalid(
    "One or more parameter values are not valid. A value specified for a secondary index key is not supported. " +
      `The AttributeValue for a key attribute cannot contain an empty ${typeWord(type)} value. IndexName: ${index.name}, IndexKey: ${name}`,
  );
};

const typeWord = (type: KeyAttribute["type"]): string => (type === "B" ? "binary" : "string");

const requireKeyContent = (item: Item, table: Table): void => {
  for (const attribute of attributesOf(table.key)) {
    if (sortable(keyValue(item, attribute)).length === 0) {
      throw invalid(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${typeWord(attribute.type)} value. Key: ${attribute.name}`,
      );
    }
  }
  requireKeySizes(item, table.key);
};

const requireKeySizes = (item: Item, { partition, sort }: KeySchema): void => {
  if (bytesOf(item, partition) > 2048) {
    throw invalidParameter("Size of hashkey has exceeded the maximum size limit of2048 bytes");
  }
  if (sort && bytesOf(item, sort) > 1024) {
    throw invalidParameter("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
  }
};

const bytesOf = (item: Item, { name }: KeyAttribute): number => {
  const value = attributeOf(item, name);
  return value ? sortable(value).length : 0;
};

/** True when the item has every key attribute of the index, so that the index holds it. */
export const isIndexed = (item: Item, index: Index): boolean =>
  attributesOf(index.key).every((attribute) => fits(item, attribute));

/** A text that is the same for one item only. */
export const itemIdentity = (table: Table, key: Item): string => {
  const { partition, sort } = positionOf(key, table.key);
  return `${table.name}/${partition.toString("hex")}/${sort.toString("hex")}`;
};

/** Checks an ExclusiveStartKey: exactly the keys of the table and of the index read. */
export const requirePosition = (start: Item, table: Table, index: Index | undefined): Item => {
  const attributes = [...attributesOf(table.key), ...(index ? attributesOf(index.key) : [])];
  const names = new Set(attributes.map(({ name }) => name));
  if (Object.keys(start).length !== names.size || attributes.some((each) => !fits(start, each))) {
    throw invalid("The provided starting key is invalid");
  }
  return start;
};
