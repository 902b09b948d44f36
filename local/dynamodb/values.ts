import { invalid } from "./failures.ts";

/** A value as DynamoDB's JSON writes it; numbers are in normal form, binaries in canonical base64. */
export type AttributeValue =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { L: AttributeValue[] }
  | { M: Item }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: string[] };

/** Attributes by name; made without a prototype, so every name is only a name. */
export type Item = { [name: string]: AttributeValue };

/** The ten type descriptors. */
export type Kind = "S" | "N" | "B" | "BOOL" | "NULL" | "L" | "M" | "SS" | "NS" | "BS";

/** An item without attributes. */
export const emptyItem = (): Item => Object.create(null) as Item;

/** A copy of one level: nested values are shared. */
export const copyItem = (item: Item): Item => Object.assign(emptyItem(), item);

/** The attribute of that name, if the item has it. */
export const attributeOf = (item: Item, name: string): AttributeValue | undefined =>
  Object.hasOwn(item, name) ? item[name] : undefined;

/** The type descriptor of a value. */
export const kindOf = (value: AttributeValue): Kind => Object.keys(value)[0] as Kind;

/** The members of a set, else undefined. */
export const membersOf = (value: AttributeValue): string[] | undefined => {
  if ("SS" in value) return value.SS;
  if ("NS" in value) return value.NS;
  return "BS" in value ? value.BS : undefined;
};

/** Equal in type and content; sets and maps without regard to order. */
export const sameValue = (left: AttributeValue, right: AttributeValue): boolean => {
  if (kindOf(left) !== kindOf(right)) return false;
  if ("L" in left && "L" in right) {
    const others = right.L;
    return left.L.length === others.length && left.L.every((each, index) => sameValue(each, others[index] ?? each));
  }
  if ("M" in left && "M" in right) return sameItem(left.M, right.M);
  const members = membersOf(left);
  if (members) return sameMembers(members, membersOf(right) ?? []);
  return Object.values(left)[0] === Object.values(right)[0];
};

/** The same attributes with the same values. */
export const sameItem = (left: Item, right: Item): boolean => {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => sameAttribute(left, right, name));
};

const sameAttribute = (left: Item, right: Item, name: string): boolean => {
  const one = attributeOf(left, name);
  const other = attributeOf(right, name);
  return one !== undefined && other !== undefined && sameValue(one, other);
};

const sameMembers = (left: readonly string[], right: readonly string[]): boolean => {
  const known = new Set(right);
  return left.length === right.length && left.every((member) => known.has(member));
};

/** What DynamoDB counts for an item: names and values. */
export const sizeOfItem = (item: Item): number =>
  Object.keys(item).reduce((sum, name) => sum + Buffer.byteLength(name) + sizeOfValue(item[name] as AttributeValue), 0);

/** What DynamoDB counts for one value. */
const sizeOfValue = (value: AttributeValue): number => {
  if ("S" in value) return Buffer.byteLength(value.S);
  if ("N" in value) return sizeOfNumber(value.N);
  if ("B" in value) return Buffer.byteLength(value.B, "base64");
  if ("L" in value) return value.L.reduce((sum, each) => sum + 1 + sizeOfValue(each), 3);
  if ("M" in value) return 3 + Object.keys(value.M).length + sizeOfItem(value.M);
  if ("SS" in value) return value.SS.reduce((sum, each) => sum + Buffer.byteLength(each), 0);
  if ("NS" in value) return value.NS.reduce((sum, each) => sum + sizeOfNumber(each), 0);
  if ("BS" in value) return value.BS.reduce((sum, each) => sum + Buffer.byteLength(each, "base64"), 0);
  return 1;
};

const sizeOfNumber = (text: string): number => {
  const digits = text.replace(/^-?(0\.)?0*|[.]|0+$/g, "").length;
  return 1 + Math.ceil(digits / 2) + (text.startsWith("-") ? 1 : 0);
};

/** The largest item, by the count of `sizeOfItem`. */
const maximumItemSize = 400 * 1024;

/** Refuses an item above 400 KB. */
export const requireItemSize = (item: Item, message = "Item size has exceeded the maximum allowed size"): number => {
  const size = sizeOfItem(item);
  if (size > maximumItemSize) throw invalid(message);
  return size;
};
