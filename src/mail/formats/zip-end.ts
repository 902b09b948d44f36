/** Where a central directory lies, as an end record states it. */
export type ZipEnd = {
  readonly start: number;
  readonly end: number;
  readonly count: number;
  /** How far real offsets lie behind stated ones: data stands before the archive. */
  readonly shift: number;
  readonly comment: Buffer;
  /** Where the end record, its comment included, ends. */
  readonly after: number;
  /** Whether another directory could be meant as well. */
  readonly doubtful: boolean;
};

const CENTRAL = 0x02014b50;
const MOST_CANDIDATES = 16;

/** Finds the last end record whose directory can be read; null when there is none. */
export function findZipEnd(bytes: Buffer): ZipEnd | null {
  let doubtful = false;
  let at = bytes.length;
  for (let tries = 0; tries < MOST_CANDIDATES && at > 0; tries += 1) {
    at = bytes.lastIndexOf("PK\x05\x06", at - 1, "latin1");
    if (at < 0) return null;
    const end = at + 22 <= bytes.length ? readEnd(bytes, at) : null;
    if (end !== null) return { ...end, doubtful: end.doubtful || doubtful };
    doubtful = true;
  }
  return null;
}

function readEnd(bytes: Buffer, at: number): ZipEnd | null {
  const wide = readWideEnd(bytes, at);
  const size = wide?.size ?? bytes.readUInt32LE(at + 12);
  const stated = wide?.offset ?? bytes.readUInt32LE(at + 16);
  const count = wide?.count ?? bytes.readUInt16LE(at + 10);
  const end = wide?.at ?? at;
  const after = Math.min(bytes.length, at + 22 + bytes.readUInt16LE(at + 20));
  const comment = bytes.subarray(at + 22, after);
  const found = (start: number, doubtful: boolean): ZipEnd => {
    const limit = start === end - size ? end : Math.min(end, start + size);
    return { start, end: limit, count, shift: start - stated, comment, after, doubtful };
  };
  if (size === 0 && count === 0) return { ...found(end, false), shift: 0 };
  const isDirectory = (start: number) => start >= 0 && start + 46 <= end && bytes.readUInt32LE(start) === CENTRAL;
  if (isDirectory(end - size)) return found(end - size, stated !== end - size && isDirectory(stated));
  return isDirectory(stated) ? found(stated, true) : null;
}

function readWideEnd(bytes: Buffer, at: number) {
  const locator = at - 20;
  if (locator < 0 || bytes.toString("latin1", locator, locator + 4) !== "PK\x06\x07") return null;
  const stated = Number(bytes.readBigUInt64LE(locator + 8));
  const candidates = [stated, locator - 56];
  for (const record of candidates) {
    if (record < 0 || record + 56 > locator || bytes.toString("latin1", record, record + 4) !== "PK\x06\x06") continue;
    const read = (offset: number) => Number(bytes.readBigUInt64LE(record + offset));
    return { at: record, count: read(32), size: read(40), offset: read(48) };
  }
  return null;
}
