import { decodeBase64, sizeOfCleanBase64 } from "./base64.ts";
import { leafSpans, type Span } from "./leaf-spans.ts";

/** A large file of a message that needs no parser: clean base64, which every reader decodes alike. */
export type FileAside = {
  /** The content that stands in its place. */
  readonly sign: Buffer;
  /** Bytes, decoded. */
  readonly size: number;
  /** Decoded on each call. */
  bytes(): Buffer;
};

/** A message in which a short sign stands for each large file. */
export type SlimMessage = { readonly raw: Buffer; readonly files: readonly FileAside[] };

const LARGE = 65_536;

/** Takes the large files out of a message; null where it has none. */
export function setFilesAside(raw: Buffer): SlimMessage | null {
  if (raw.length < LARGE) return null;
  const pieces: Buffer[] = [];
  const files: FileAside[] = [];
  let from = 0;
  for (const { start, end } of leafSpans(raw).filter(isLargeBase64)) {
    const body = raw.subarray(start, end);
    const size = sizeOfCleanBase64(body);
    if (size === null) continue;
    const sign = Buffer.from(`file ${files.length + 1} of a message, set aside while it is parsed`);
    files.push({ sign, size, bytes: () => decodeBase64(body).bytes });
    pieces.push(raw.subarray(from, start), Buffer.from(`${sign.toString("base64")}\r\n`));
    from = end;
  }
  return files.length === 0 ? null : { raw: Buffer.concat([...pieces, raw.subarray(from)]), files };
}

function isLargeBase64({ kind, start, end, content }: Span): boolean {
  if (kind !== "leaf" || end - start < LARGE || content === null) return false;
  const { encodings, conflict } = content.encoding;
  return encodings.length === 1 && encodings[0] === "base64" && conflict === null;
}
