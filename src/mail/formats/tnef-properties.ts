import { isString, type MapiProperty } from "./mapi-properties.ts";

const fixedSizes: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};
const variable = new Set([0x1e, 0x1f, 0x0d, 0x102]);

/** Reads a list of properties as TNEF encodes it; `whole` is false where the list breaks off. */
export function readTnefProperties(data: Buffer): { properties: MapiProperty[]; whole: boolean } {
  const properties: MapiProperty[] = [];
  try {
    const count = data.readUInt32LE(0);
    let at = 4;
    for (let index = 0; index < count; index += 1) {
      const type = data.readUInt16LE(at);
      const id = data.readUInt16LE(at + 2);
      at = id >= 0x8000 ? skipName(data, at + 4) : at + 4;
      at = readValues(data, at, id, type, properties);
    }
    return { properties, whole: true };
  } catch {
    return { properties, whole: false };
  }
}

function skipName(data: Buffer, at: number): number {
  const kind = data.readUInt32LE(at + 16);
  if (kind === 0) return at + 24;
  return at + 24 + padded(data.readUInt32LE(at + 20));
}

function readValues(data: Buffer, from: number, id: number, type: number, properties: MapiProperty[]): number {
  const base = type & 0xfff;
  const several = (type & 0x1000) !== 0;
  let at = from;
  const fixed = fixedSizes[base];
  if (fixed !== undefined) return several ? at + 4 + padded(fixed * data.readUInt32LE(at)) : at + fixed;
  if (!variable.has(base)) throw new Error("unknown type of property");
  const count = data.readUInt32LE(at);
  at += 4;
  for (let index = 0; index < count; index += 1) {
    const length = data.readUInt32LE(at);
    if (at + 4 + length > data.length) throw new Error("property is cut off");
    const bytes = data.subarray(at + 4, at + 4 + length);
    if (base === 0x102 || base === 0x0d || isString({ type: base })) properties.push({ id, type: base, bytes });
    at += 4 + padded(length);
  }
  return at;
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
