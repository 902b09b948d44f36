import { crc32 } from "node:zlib";

/** A file of an archive. */
export type ZipFile = { readonly name: string; readonly bytes: Buffer };

const utf8 = 0x0800;
const version = 20;

/** An archive of the files as they are, piece by piece; names that meet are numbered. Below 4 GB and 65,535 files. */
export function* zipOf(files: readonly ZipFile[], at: Date): Generator<Buffer> {
  const [time, date] = dosTime(at);
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of numbered(files)) {
    const encoded = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(version, 0);
    facts.writeUInt16LE(utf8, 2);
    facts.writeUInt16LE(time, 6);
    facts.writeUInt16LE(date, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(encoded.length, 22);
    yield Buffer.concat([Buffer.from("PK\u0003\u0004"), facts, encoded]);
    yield bytes;
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from("PK\u0001\u0002"), facts.subarray(0, 2), facts, place, encoded]));
    offset += 30 + encoded.length + bytes.length;
  }
  const directory = Buffer.concat(entries);
  yield directory;
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  yield Buffer.concat([Buffer.from("PK\u0005\u0006"), end]);
}

function numbered(files: readonly ZipFile[]): ZipFile[] {
  const taken = new Set<string>();
  return files.map(({ name, bytes }) => {
    const [, stem = name, ending = ""] = /^(.+?)(\.[^.]{1,12})?$/s.exec(name) ?? [];
    let unique = name;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${stem} (${count})${ending}`;
    taken.add(unique.toLowerCase());
    return { name: unique, bytes };
  });
}

function dosTime(at: Date): [time: number, date: number] {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const date = (Math.max(0, at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return [time, date];
}
