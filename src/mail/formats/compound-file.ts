/** A stream or storage of a compound file (MS-CFB). */
export type CompoundEntry = {
  readonly name: string;
  readonly kind: "storage" | "stream" | "root";
  readonly children: readonly CompoundEntry[];
  read(): Buffer;
};

const END = 0xfffffffa;
const MOST_ENTRIES = 20_000;

type Shape = { readonly sector: number; readonly mini: number; readonly cutoff: number };

/** Opens a compound file; throws when its tables are damaged. */
export function openCompound(bytes: Buffer): CompoundEntry {
  return new CompoundReader(bytes).root();
}

class CompoundReader {
  readonly #bytes: Buffer;
  readonly #shape: Shape;
  readonly #table: Uint32Array;
  #miniTable: Uint32Array = new Uint32Array();
  #miniStream: Buffer = Buffer.alloc(0);

  constructor(bytes: Buffer) {
    if (bytes.length < 512) throw new Error("compound file is too short");
    const shift = bytes.readUInt16LE(30);
    const miniShift = bytes.readUInt16LE(32);
    if (shift < 7 || shift > 16 || miniShift < 2 || miniShift > shift)
      throw new Error("compound file has no such sectors");
    this.#bytes = bytes;
    this.#shape = { sector: 1 << shift, mini: 1 << miniShift, cutoff: bytes.readUInt32LE(56) };
    this.#table = this.#readTable();
  }

  root(): CompoundEntry {
    const directory = this.#chain(this.#bytes.readUInt32LE(48));
    const count = Math.min(MOST_ENTRIES, Math.floor(directory.length / 128));
    if (count === 0) throw new Error("compound file has no directory");
    this.#miniStream = this.#chain(directory.readUInt32LE(116), sizeAt(directory, 0));
    this.#miniTable = toTable(this.#chain(this.#bytes.readUInt32LE(60)));
    const seen = new Set<number>();
    return this.#entry(directory, 0, count, seen, 0);
  }

  #entry(directory: Buffer, index: number, count: number, seen: Set<number>, depth: number): CompoundEntry {
    const at = index * 128;
    seen.add(index);
    const type = directory[at + 66];
    const length = Math.min(64, directory.readUInt16LE(at + 64));
    const name = directory.toString("utf16le", at, at + Math.max(0, length - 2));
    const children: CompoundEntry[] = [];
    if (depth < 40 && type !== 2) {
      for (const child of this.#siblings(directory, directory.readUInt32LE(at + 76), count, seen))
        children.push(this.#entry(directory, child, count, seen, depth + 1));
    }
    const start = directory.readUInt32LE(at + 116);
    const size = sizeAt(directory, index);
    const kind = index === 0 ? "root" : type === 2 ? "stream" : "storage";
    return { name, kind, children, read: () => (kind === "stream" ? this.#stream(start, size) : Buffer.alloc(0)) };
  }

  #siblings(directory: Buffer, first: number, count: number, seen: Set<number>): number[] {
    const found: number[] = [];
    const waiting = [first];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (index >= count || seen.has(index)) continue;
      seen.add(index);
      if (directory[index * 128 + 66] !== 0) found.push(index);
      waiting.push(directory.readUInt32LE(index * 128 + 68), directory.readUInt32LE(index * 128 + 72));
    }
    return found;
  }

  #stream(start: number, size: number): Buffer {
    if (size >= this.#shape.cutoff) return this.#chain(start, size);
    const { mini } = this.#shape;
    const pieces: Buffer[] = [];
    const most = Math.ceil(size / mini);
    for (let sector = start; sector < END && pieces.length < most; sector = this.#miniTable[sector] ?? END)
      pieces.push(this.#miniStream.subarray(sector * mini, (sector + 1) * mini));
    return Buffer.concat(pieces).subarray(0, size);
  }

  /** Sectors of a chain, joined; a chain cannot be longer than the file. */
  #chain(start: number, size = Number.POSITIVE_INFINITY): Buffer {
    const { sector } = this.#shape;
    const most = Math.min(Math.ceil(size / sector), Math.ceil(this.#bytes.length / sector));
    const pieces: Buffer[] = [];
    let count = 0;
    for (let at = start; at < END && count < most; count += 1) {
      const from = (at + 1) * sector;
      if (from >= this.#bytes.length) break;
      pieces.push(this.#bytes.subarray(from, from + sector));
      at = this.#table[at] ?? END;
    }
    const joined = Buffer.concat(pieces);
    return size < joined.length ? joined.subarray(0, size) : joined;
  }

  #readTable(): Uint32Array {
    const { sector } = this.#shape;
    const places: number[] = [];
    for (let index = 0; index < 109; index += 1) places.push(this.#bytes.readUInt32LE(76 + index * 4));
    const most = Math.ceil(this.#bytes.length / sector);
    let next = this.#bytes.readUInt32LE(68);
    for (let count = 0; next < END && count < most; count += 1) {
      const from = (next + 1) * sector;
      if (from + sector > this.#bytes.length) break;
      for (let at = from; at < from + sector - 4; at += 4) places.push(this.#bytes.readUInt32LE(at));
      next = this.#bytes.readUInt32LE(from + sector - 4);
    }
    const pieces = places
      .filter((place) => place < END && (place + 1) * sector < this.#bytes.length)
      .slice(0, most)
      .map((place) => this.#bytes.subarray((place + 1) * sector, (place + 2) * sector));
    return toTable(Buffer.concat(pieces));
  }
}

function sizeAt(directory: Buffer, index: number): number {
  return directory.readUInt32LE(index * 128 + 120);
}

function toTable(bytes: Buffer): Uint32Array {
  const table = new Uint32Array(Math.floor(bytes.length / 4));
  for (let index = 0; index < table.length; index += 1) table[index] = bytes.readUInt32LE(index * 4);
  return table;
}

/** The stream of this name directly in a storage, or null. */
export function streamOf(storage: CompoundEntry, name: string): Buffer | null {
  const found = storage.children.find(
    (child) => child.kind === "stream" && child.name.toLowerCase() === name.toLowerCase(),
  );
  return found?.read() ?? null;
}

/** Every stream in a storage, however deep. */
export function* allStreams(storage: CompoundEntry): Generator<CompoundEntry> {
  for (const child of storage.children) {
    if (child.kind === "stream") yield child;
    else yield* allStreams(child);
  }
}
