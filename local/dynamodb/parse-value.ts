import { invalid, invalidParameter } from "./failures.ts";
import { normalNumber } from "./numbers.ts";
import { type AttributeValue, emptyItem, type Item, type Kind } from "./values.ts";

const maximumDepth = 32;

/** Reads an untrusted attribute value into its normal form. */
export const parseValue = (raw: unknown, depth = 1): AttributeValue => {
  if (depth > maximumDepth) throw invalid("Nesting Levels have exceeded supported limits");
  const [entry, more] = Object.entries(asRecord(raw)).filter(([, content]) => content !== undefined);
  if (more) {
    throw invalid(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  }
  const parse = entry && Object.hasOwn(parsers, entry[0]) ? parsers[entry[0] as Kind] : undefined;
  if (!entry || !parse) {
    throw invalid("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
  return parse(entry[1], depth);
};

/** Reads untrusted attributes. */
export const parseItem = (raw: unknown, depth = 0): Item => {
  const item = emptyItem();
  for (const [name, value] of Object.entries(asRecord(raw))) {
    if (Buffer.byteLength(name) > 65_535) throw invalid("attribute name is longer than 65535 bytes");
    item[name] = parseValue(value, depth + 1);
  }
  return item;
};

const parsers: Readonly<Record<Kind, (content: unknown, depth: number) => AttributeValue>> = {
  S: (content) => ({ S: asString(content) }),
  N: (content) => ({ N: normalNumber(asString(content)) }),
  B: (content) => ({ B: canonicalBinary(content) }),
  BOOL: (content) => ({ BOOL: asBoolean(content) }),
  NULL: (content) => {
    if (!asBoolean(content)) throw invalidParameter("Null attribute value types must have the value of true");
    return { NULL: true };
  },
  L: (content, depth) => ({ L: asArray(content).map((each) => parseValue(each, depth + 1)) }),
  M: (content, depth) => ({ M: parseItem(content, depth) }),
  SS: (content) => ({ SS: parseSet(content, "string", asString) }),
  NS: (content) => ({ NS: parseSet(content, "number", (each) => normalNumber(asString(each))) }),
  BS: (content) => ({ BS: parseSet(content, "binary", canonicalBinary) }),
};

const parseSet = (content: unknown, name: string, parse: (each: unknown) => string): string[] => {
  const members = asArray(content).map(parse);
  if (members.length === 0) throw invalidParameter(`An ${name} set  may not be empty`);
  if (new Set(members).size !== members.length) {
    throw invalidParameter(`Input collection [${members.join(", ")}] contains duplicates.`);
  }
  return members;
};

const serialization = (expected: string) => invalid(`an attribute value holds something other than ${expected}`);

const asRecord = (raw: unknown): Record<string, unknown> => {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) throw serialization("a structure");
  return raw as Record<string, unknown>;
};

const asArray = (raw: unknown): unknown[] => {
  if (!Array.isArray(raw)) throw serialization("a list");
  return raw;
};

const asString = (raw: unknown): string => {
  if (typeof raw !== "string") throw serialization("a string");
  return raw;
};

const asBoolean = (raw: unknown): boolean => {
  if (typeof raw !== "boolean") throw serialization("a boolean");
  return raw;
};

const canonicalBinary = (raw: unknown): string => {
  const text = asString(raw);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw serialization("base64");
  return Buffer.from(text, "base64").toString("base64");
};
