import { crc32, deflateRawSync } from "node:zlib";

/** A member of a zip file to write; the rest says how its headers lie. */
export type ZipMember = {
  readonly name: string | Buffer;
  readonly bytes: Buffer | string;
  readonly stored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly statedSize?: number;
  readonly localName?: string;
  readonly extra?: Buffer;
  /** Whether the sizes follow the data. */
  readonly streamed?: boolean;
  /** Whether the directory leaves the member out. */
  readonly hidden?: boolean;
  readonly deflated?: Buffer;
};

/** Writes a zip file; `before` stands in front of it, offsets do not count it. */
export function aZip(
  members: readonly ZipMember[],
  { before = Buffer.alloc(0), comment = "", wide = false } = {},
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    const made = writeMember(member, at);
    bodies.push(made.local);
    if (!member.hidden) directory.push(made.central);
    at += made.local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(wide ? 0xffff : directory.length, 8);
  end.writeUInt16LE(wide ? 0xffff : directory.length, 10);
  end.writeUInt32LE(wide ? 0xffffffff : central.length, 12);
  end.writeUInt32LE(wide ? 0xffffffff : at, 16);
  end.writeUInt16LE(comment.length, 20);
  const wideEnd = wide ? wideRecords(directory.length, central.length, at) : Buffer.alloc(0);
  return Buffer.concat([before, ...bodies, central, wideEnd, end, Buffer.from(comment)]);
}

function writeMember(member: ZipMember, offset: number): { local: Buffer; central: Buffer } {
  const bytes = Buffer.from(member.bytes);
  const data = member.deflated ?? (member.stored ? bytes : deflateRawSync(bytes));
  const name = Buffer.from(member.name);
  const localName = member.localName === undefined ? name : Buffer.from(member.localName);
  const method = member.method ?? (member.stored ? 0 : 8);
  const flags = (member.flags ?? 0) | (member.streamed ? 8 : 0);
  const size = member.statedSize ?? bytes.length;
  const common = (target: Buffer, at: number, zero: boolean) => {
    target.writeUInt16LE(flags, at);
    target.writeUInt16LE(method, at + 2);
    target.writeUInt32LE(zero ? 0 : crc32(bytes), at + 8);
    target.writeUInt32LE(zero ? 0 : data.length, at + 12);
    target.writeUInt32LE(zero ? 0 : size, at + 16);
  };
  const extra = member.extra ?? Buffer.alloc(0);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  common(local, 6, member.streamed === true);
  local.writeUInt16LE(localName.length, 26);
  local.writeUInt16LE(extra.length, 28);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  common(central, 8, false);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt16LE(extra.length, 30);
  central.writeUInt32LE(offset, 42);
  const descriptor = Buffer.alloc(member.streamed ? 16 : 0);
  if (member.streamed) {
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(crc32(bytes), 4);
    descriptor.writeUInt32LE(data.length, 8);
    descriptor.writeUInt32LE(size, 12);
  }
  return {
    local: Buffer.concat([local, localName, extra, data, descriptor]),
    central: Buffer.concat([central, name, extra]),
  };
}

function wideRecords(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(76);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(offset + size), 64);
  record.writeUInt32LE(1, 72);
  return record;
}
