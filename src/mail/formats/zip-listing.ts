import type { FormatFinding } from "./format.ts";
import { findZipEnd, type ZipEnd } from "./zip-end.ts";
import { centralRecord, localRecord, type ZipRecord } from "./zip-records.ts";

/** A member and where its data lies; `size` is null where only unpacking tells. */
export type ZipEntry = {
  readonly names: readonly string[];
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number | null;
  readonly size: number | null;
  readonly data: Buffer;
};

/** Everything in a zip file: members by both kinds of header, what stands before them, bytes of no member. */
export type ZipListing = {
  readonly entries: readonly ZipEntry[];
  readonly prefix: Buffer;
  readonly rest: readonly Buffer[];
  readonly comments: readonly Buffer[];
  readonly findings: readonly FormatFinding[];
};

type Span = { readonly start: number; readonly end: number };

/** Lists a zip file as every reader could: by its directory, and by local headers that the directory leaves out. */
export function listZip(bytes: Buffer, most: number): ZipListing {
  return new ZipLister(bytes, most).list();
}

class ZipLister {
  readonly #bytes: Buffer;
  readonly #most: number;
  readonly #entries: ZipEntry[] = [];
  readonly #spans: Span[] = [];
  readonly #comments: Buffer[] = [];
  readonly #rest: Buffer[] = [];
  readonly #details = new Map<string, FormatFinding>();

  constructor(bytes: Buffer, most: number) {
    this.#bytes = bytes;
    this.#most = most;
  }

  list(): ZipListing {
    const end = findZipEnd(this.#bytes);
    if (end === null) this.#note("corrupt", "zip-directory");
    else this.#byDirectory(end);
    const covered = this.#spans.sort((a, b) => a.start - b.start);
    const first = end === null ? this.#firstLocal() : Math.min(covered[0]?.start ?? 0, end.start);
    let at = first;
    for (const { start, end: spanEnd } of [...covered]) {
      if (start < at) this.#note("ambiguous", "zip-overlap");
      else this.#gap(at, start);
      at = Math.max(at, spanEnd);
    }
    this.#gap(at, this.#bytes.length);
    const findings = [...this.#details.values()];
    const prefix = this.#bytes.subarray(0, first);
    return { entries: this.#entries, prefix, rest: this.#rest, comments: this.#comments, findings };
  }

  #note(kind: FormatFinding["kind"], detail: string): void {
    this.#details.set(detail, { kind, detail });
  }

  #full(): boolean {
    if (this.#entries.length < this.#most) return false;
    this.#note("scan-incomplete", "members");
    return true;
  }

  #firstLocal(): number {
    return Math.max(0, this.#bytes.indexOf("PK\x03\x04", 0, "latin1"));
  }

  #byDirectory(end: ZipEnd): void {
    if (end.doubtful) this.#note("ambiguous", "zip-directories");
    if (end.comment.length > 0) this.#comments.push(end.comment);
    this.#spans.push({ start: end.start, end: end.after });
    let at = end.start;
    let count = 0;
    for (let record = centralRecord(this.#bytes, at, end.end); record !== null; count += 1) {
      if (this.#full()) return;
      if (record.comment.length > 0) this.#comments.push(record.comment);
      this.#central(record, end.shift);
      at = record.next;
      record = centralRecord(this.#bytes, at, end.end);
    }
    if ((count & 0xffff) !== (end.count & 0xffff)) this.#note("ambiguous", "zip-count");
  }

  #central(record: ZipRecord, shift: number): void {
    const local = this.#localOf(record, shift);
    const { names, method, encrypted, crc, size, packed } = record;
    if (local === null || local.next + packed > this.#bytes.length) {
      this.#note("corrupt", "zip-local-header");
      return void this.#entries.push({ names, method, encrypted, crc, size, data: Buffer.alloc(0) });
    }
    this.#compare(record, local);
    const end = local.next + packed;
    this.#spans.push({ start: local.offset, end });
    const all = [...new Set([...names, ...local.names])];
    const data = this.#bytes.subarray(local.next, end);
    this.#entries.push({ names: all, method, encrypted: encrypted || local.encrypted, crc, size, data });
  }

  #localOf(record: ZipRecord, shift: number): ZipRecord | null {
    const shifted = localRecord(this.#bytes, record.offset + shift, this.#bytes.length);
    if (shift === 0) return shifted;
    const stated = localRecord(this.#bytes, record.offset, this.#bytes.length);
    if (shifted !== null && stated !== null) this.#note("ambiguous", "zip-offsets");
    return shifted ?? stated;
  }

  #compare(central: ZipRecord, local: ZipRecord): void {
    if (!central.rawName.equals(local.rawName)) {
      const same = central.names.some((name) => local.names.includes(name));
      if (!same) this.#note("ambiguous", "zip-names");
    }
    if (central.method !== local.method) this.#note("ambiguous", "zip-methods");
    if (central.encrypted !== local.encrypted) this.#note("ambiguous", "zip-encryption");
    const unstated = local.streamed && local.size === 0 && local.packed === 0;
    if (unstated || (local.size === central.size && local.packed === central.packed)) return;
    if (!(local.streamed && local.size === 0xffffffff)) this.#note("ambiguous", "zip-sizes");
  }

  /** Bytes of no known member: a data descriptor, padding, or members that the directory hides. */
  #gap(start: number, end: number): void {
    if (start >= end) return;
    const gap = this.#bytes.subarray(start, end);
    const hidden = gap.indexOf("PK\x03\x04", 0, "latin1");
    if (hidden >= 0) this.#hidden(start + hidden, end);
    if (gap.includes("PK\x01\x02", 0, "latin1") || gap.includes("PK\x05\x06", 0, "latin1"))
      this.#note("ambiguous", "zip-directories");
    if (gap.length > 24) this.#rest.push(gap);
  }

  #hidden(start: number, end: number): void {
    let at = start;
    while (at >= 0 && at < end) {
      const local = localRecord(this.#bytes, at, end);
      let next = at + 4;
      if (local !== null) {
        if (this.#full()) return;
        this.#note("ambiguous", "zip-hidden-members");
        const known = !local.streamed && local.next + local.packed <= end;
        const data = this.#bytes.subarray(local.next, known ? local.next + local.packed : end);
        const { names, method, encrypted, crc, size } = local;
        this.#entries.push({ names, method, encrypted, crc: known ? crc : null, size: known ? size : null, data });
        next = known ? local.next + local.packed : local.next;
      }
      at = this.#bytes.indexOf("PK\x03\x04", next, "latin1");
    }
  }
}
