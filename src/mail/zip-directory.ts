/** What a zip file's central directory says. */
export type ZipDirectory = {
  readonly names: readonly string[];
  readonly encrypted: boolean;
  /** The media type that OpenDocument and EPUB files state about themselves. */
  readonly statedType: string | null;
};

const MOST_NAMES = 5_000;

/** Whether bytes are, or end as, a zip file (data may stand before it). */
export function isZip(bytes: Buffer): boolean {
  return bytes.toString("latin1", 0, 4) === "PK\x03\x04" || findEnd(bytes) >= 0;
}

function findEnd(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - 65_558);
  const tail = bytes.subarray(from);
  if (!tail.includes(6)) return -1;
  const at = tail.lastIndexOf("PK\x05\x06", undefined, "latin1");
  return at < 0 || bytes.length - from - at < 22 ? -1 : from + at;
}

/** Reads the central directory; null when there is none that can be read. */
export function readZipDirectory(bytes: Buffer): ZipDirectory | null {
  const end = findEnd(bytes);
  if (end < 0) return null;
  const size = bytes.readUInt32LE(end + 12);
  let at = end - size;
  if (at < 0 || bytes.toString("latin1", at, at + 4) !== "PK\x01\x02") return size === 0 ? empty : null;
  const names: string[] = [];
  let encrypted = false;
  while (at + 46 <= end && bytes.toString("latin1", at, at + 4) === "PK\x01\x02" && names.length < MOST_NAMES) {
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) encrypted = true;
    const length = bytes.readUInt16LE(at + 28);
    names.push(bytes.toString("utf8", at + 46, at + 46 + length));
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return { names, encrypted, statedType: statedType(bytes) };
}

const empty: ZipDirectory = { names: [], encrypted: false, statedType: null };

function statedType(bytes: Buffer): string | null {
  if (bytes.length < 64 || bytes.toString("latin1", 30, 38) !== "mimetype" || bytes.readUInt16LE(8) !== 0) return null;
  const from = 38 + bytes.readUInt16LE(28);
  const stated = bytes.toString("latin1", from, from + Math.min(100, bytes.readUInt32LE(18)));
  return /^application\/[a-z0-9.+-]+$/.test(stated) ? stated : null;
}

/** Media type of a zip file by its members. */
export function zipType({ names, statedType: stated }: ZipDirectory): string {
  if (stated !== null) return stated;
  const has = (prefix: string) => names.some((name) => name.toLowerCase().startsWith(prefix));
  const office = "application/vnd.openxmlformats-officedocument";
  if (has("xl/")) return `${office}.spreadsheetml.sheet`;
  if (has("word/")) return `${office}.wordprocessingml.document`;
  if (has("ppt/")) return `${office}.presentationml.presentation`;
  if (has("visio/")) return "application/vnd.ms-visio.drawing";
  if (names.some((name) => /\.fdseq$/i.test(name))) return "application/vnd.ms-xpsdocument";
  return has("index/document.iwa") || has("index/") ? "application/vnd.apple.iwork" : "application/zip";
}
