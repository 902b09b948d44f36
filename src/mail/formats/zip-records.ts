import { extraField, memberNames } from "./zip-names.ts";

/** One member as one of the two kinds of header states it. */
export type ZipRecord = {
  readonly rawName: Buffer;
  readonly names: readonly string[];
  readonly comment: Buffer;
  readonly encrypted: boolean;
  readonly streamed: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Where the header stands, or is stated to stand. */
  readonly offset: number;
  /** Where the header ends. */
  readonly next: number;
};

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const UNKNOWN = 0xffffffff;
const encryptedFlags = 1 | 0x2000;

/** Reads a central header; null when none stands here. */
export function centralRecord(bytes: Buffer, at: number, limit: number): ZipRecord | null {
  if (at + 46 > limit || bytes.readUInt32LE(at) !== CENTRAL) return null;
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const next = extraEnd + bytes.readUInt16LE(at + 32);
  if (next > limit) return null;
  const extra = bytes.subarray(nameEnd, extraEnd);
  const wide = wideValues(extra);
  const size = wide(bytes.readUInt32LE(at + 24));
  const packed = wide(bytes.readUInt32LE(at + 20));
  const offset = wide(bytes.readUInt32LE(at + 42));
  const common = commonFields(bytes, at + 8, bytes.subarray(at + 46, nameEnd), extra);
  return { ...common, comment: bytes.subarray(extraEnd, next), packed, size, offset, next };
}

/** Reads a local header; null when none stands here. */
export function localRecord(bytes: Buffer, at: number, limit: number): ZipRecord | null {
  if (at < 0 || at + 30 > limit || bytes.readUInt32LE(at) !== LOCAL) return null;
  const nameEnd = at + 30 + bytes.readUInt16LE(at + 26);
  const next = nameEnd + bytes.readUInt16LE(at + 28);
  if (next > limit) return null;
  const extra = bytes.subarray(nameEnd, next);
  const wide = wideValues(extra);
  const size = wide(bytes.readUInt32LE(at + 22));
  const packed = wide(bytes.readUInt32LE(at + 18));
  const common = commonFields(bytes, at + 6, bytes.subarray(at + 30, nameEnd), extra);
  return { ...common, comment: Buffer.alloc(0), packed, size, offset: at, next };
}

function commonFields(bytes: Buffer, flagsAt: number, rawName: Buffer, extra: Buffer) {
  const flags = bytes.readUInt16LE(flagsAt);
  return {
    rawName,
    names: memberNames(rawName, (flags & 0x800) !== 0, extra),
    encrypted: (flags & encryptedFlags) !== 0,
    streamed: (flags & 8) !== 0,
    method: bytes.readUInt16LE(flagsAt + 2),
    crc: bytes.readUInt32LE(flagsAt + 8),
  };
}

/** Zip64 keeps the values that do not fit, in their order, in one extra field. */
function wideValues(extra: Buffer): (value: number) => number {
  let field: Buffer | null | undefined;
  let at = 0;
  return (value) => {
    if (value !== UNKNOWN) return value;
    field ??= extraField(extra, 1);
    if (field === null || at + 8 > field.length) return value;
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  };
}
