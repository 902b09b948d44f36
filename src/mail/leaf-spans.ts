import { findDelimiters } from "./boundaries.ts";
import { type ContentHeaders, readContentHeaders } from "./content-headers.ts";
import { type HeaderBlock, parseHeaderBlock } from "./header-block.ts";
import { readLimits } from "./limits.ts";

/** A stretch of a message as it stands in the raw bytes. */
export type Span = {
  readonly kind: "leaf" | "header" | "between";
  readonly headerStart: number;
  readonly start: number;
  readonly end: number;
  readonly block: HeaderBlock | null;
  readonly content: ContentHeaders | null;
  readonly signed: boolean;
};

type Entity = { readonly start: number; readonly end: number; readonly fallbackType: string; readonly signed: boolean };

/** Leaves, the header sections of what holds them, and the text between them, in order. */
export function leafSpans(raw: Buffer): Span[] {
  const spans: Span[] = [];
  walk(raw, { start: 0, end: raw.length, fallbackType: "text/plain", signed: false }, 0, spans);
  return spans;
}

function walk(raw: Buffer, entity: Entity, depth: number, spans: Span[]): void {
  const { start, end, signed } = entity;
  const block = parseHeaderBlock(raw, start, end, readLimits);
  const content = readContentHeaders(block.fields, entity.fallbackType);
  const type = content.types[0]?.type ?? "text/plain";
  const add = (kind: "header" | "between", from: number, to: number) => {
    if (from < to) spans.push({ kind, headerStart: from, start: from, end: to, block: null, content: null, signed });
  };
  const plain = !content.encoding.encodings.some(
    (encoding) => encoding === "base64" || encoding === "quoted-printable",
  );
  if (type === "message/rfc822" && plain && depth < 20) {
    add("header", start, block.bodyStart);
    walk(raw, { start: block.bodyStart, end, fallbackType: "text/plain", signed }, depth + 1, spans);
    return;
  }
  const boundary = content.types[0]?.parameters.get("boundary")?.[0];
  const delimiters =
    type.startsWith("multipart/") && boundary !== undefined && depth < 20
      ? findDelimiters(raw, block.bodyStart, end, boundary).exact
      : [];
  if (delimiters.length === 0) {
    spans.push({ kind: "leaf", headerStart: start, start: block.bodyStart, end, block, content, signed });
    return;
  }
  const inner = {
    fallbackType: type === "multipart/digest" ? "message/rfc822" : "text/plain",
    signed: signed || type === "multipart/signed" || type === "multipart/encrypted",
  };
  add("header", start, block.bodyStart);
  add("between", block.bodyStart, delimiters[0]?.after ?? end);
  for (const [index, { after, closing }] of delimiters.entries()) {
    const next = delimiters[index + 1];
    const pieceEnd = Math.max(after, next?.before ?? end);
    if (closing) add("between", after, pieceEnd);
    else walk(raw, { start: after, end: pieceEnd, ...inner }, depth + 1, spans);
    if (next !== undefined) add("between", pieceEnd, Math.max(pieceEnd, next.after));
  }
}
