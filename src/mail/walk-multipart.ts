import { type Delimiter, findDelimiters, guessBoundary } from "./boundaries.ts";
import type { ContentHeaders } from "./content-headers.ts";
import type { HeaderBlock } from "./header-block.ts";
import { makePart, strayPart } from "./make-part.ts";
import type { MediaType } from "./message.ts";
import { settlePgpMime } from "./pgp.ts";
import { decodeBody } from "./transfer-encoding.ts";
import { note, type Place, type Walk } from "./walk-state.ts";

const MOST_BOUNDARIES = 6;

/** Reads a multipart by every boundary that could divide it; its preamble and epilogue are parts too. */
export async function walkMultipart(
  walk: Walk,
  place: Place,
  block: HeaderBlock,
  content: ContentHeaders,
  type: MediaType,
): Promise<void> {
  const body = decodedBody(walk, place, block.bodyStart, content);
  const { source, start, end, path } = body;
  walk.parts.push(makePart("multipart", body, { headers: block.fields, start, end, content, type, trueType: null }));
  if (type.type === "multipart/signed") note(walk, "signed", path, "multipart-signed");
  const first = walk.parts.length;
  const declared = (type.parameters.get("boundary") ?? []).slice(0, MOST_BOUNDARIES);
  const found = declared.map((boundary) => findDelimiters(source, start, end, boundary));
  const live = found.filter(({ exact }) => exact.length > 0);
  if (live.length === 0) await withoutBoundary(walk, body, type);
  if (live.length > 1 && differ(live.map(({ exact }) => exact)))
    note(walk, "ambiguous", path, "conflicting-boundaries");
  for (const [index, { exact, loose }] of live.entries()) {
    if (index > 0 && sameDelimiters(exact, live[0]?.exact ?? [])) continue;
    const variant = index === 0 ? path : `${path}~boundary${index + 1}`;
    await walkPieces(walk, { ...body, path: variant }, type, exact);
    if (loose.length === 0) continue;
    note(walk, "ambiguous", path, "loose-delimiter");
    const all = [...exact, ...loose].sort((a, b) => a.before - b.before);
    await walkPieces(walk, { ...body, path: `${variant}~loose` }, type, all);
  }
  if (source === place.source) await walkUndone(walk, place, block.bodyStart, content, type);
  if (type.type === "multipart/encrypted") settlePgpMime(walk, path, type, walk.parts.slice(first));
}

/** A transfer encoding is not allowed here, yet some readers undo it. */
function decodedBody(walk: Walk, place: Place, start: number, content: ContentHeaders): Place {
  const encoded = content.encoding.encodings.filter((encoding) => encoding !== "identity");
  const whole = { ...place, start };
  if (encoded.length === 0) return whole;
  note(walk, "malformed", place.path, "encoded-multipart");
  const raw = place.source.subarray(start, place.end);
  if (/(?:^|[\r\n])--[^\s-]/.test(raw.toString("latin1", 0, 65_536))) return whole;
  const bytes = decodeBody(raw, encoded).readings[0] ?? raw;
  return { ...place, source: bytes, start: 0, end: bytes.length };
}

/** The same for readers who undo the encoding although delimiters stand in the body as it is. */
async function walkUndone(
  walk: Walk,
  place: Place,
  start: number,
  content: ContentHeaders,
  type: MediaType,
): Promise<void> {
  const encoded = content.encoding.encodings.filter((encoding) => encoding !== "identity");
  const raw = place.source.subarray(start, place.end);
  const bytes = encoded.length === 0 ? raw : (decodeBody(raw, encoded).readings[0] ?? raw);
  const boundary = type.parameters.get("boundary")?.[0];
  if (bytes.equals(raw) || boundary === undefined) return;
  const whole = { ...place, source: bytes, start: 0, end: bytes.length, path: `${place.path}~decoded` };
  await walkPieces(walk, whole, type, findDelimiters(bytes, 0, bytes.length, boundary).exact);
}

async function withoutBoundary(walk: Walk, body: Place, type: MediaType): Promise<void> {
  const { source, start, end, path, attached } = body;
  if (source.toString("latin1", start, Math.min(end, start + 4_096)).trim() === "" && end - start < 4_096) {
    note(walk, "malformed", path, "empty-multipart");
    return;
  }
  // Where no line could be a delimiter, readers show the text or nothing.
  const divisible = source.subarray(start, end).includes("--", 0, "latin1");
  note(walk, divisible ? "ambiguous" : "malformed", path, "boundary-not-found");
  walk.parts.push(strayPart(source, start, end, `${path}~raw`, attached));
  const guess = guessBoundary(source, start, end);
  if (guess === null) return;
  await walkPieces(walk, { ...body, path: `${path}~guess` }, type, findDelimiters(source, start, end, guess).exact);
}

async function walkPieces(walk: Walk, body: Place, type: MediaType, delimiters: readonly Delimiter[]): Promise<void> {
  const { source, start, end, path, depth, attached } = body;
  const fallbackType = type.type === "multipart/digest" ? "message/rfc822" : "text/plain";
  const preambleEnd = delimiters[0]?.before ?? end;
  pushStray(walk, source, start, preambleEnd, `${path}~preamble`, attached);
  let closed = false;
  let number = 0;
  for (const [index, delimiter] of delimiters.entries()) {
    const pieceEnd = Math.max(delimiter.after, delimiters[index + 1]?.before ?? end);
    if (delimiter.closing) {
      closed = true;
      pushStray(walk, source, delimiter.after, pieceEnd, `${path}~epilogue${index}`, attached);
      continue;
    }
    // Some readers show these parts, some do not: all are read.
    if (closed) note(walk, "malformed", path, "parts-after-close");
    number += 1;
    if (walk.spent.exhausted) return;
    const place = { source, start: delimiter.after, end: pieceEnd, path: `${path}.${number}`, depth: depth + 1 };
    await walk.entity(walk, { ...place, fallbackType, attached });
  }
  if (!closed) note(walk, "malformed", path, "no-closing-boundary");
}

function pushStray(walk: Walk, source: Buffer, start: number, end: number, path: string, attached: boolean): void {
  if (start < end && !/^\s*$/.test(source.toString("latin1", start, Math.min(end, start + 65_536)))) {
    walk.parts.push(strayPart(source, start, end, path, attached));
  } else if (end - start > 65_536) {
    walk.parts.push(strayPart(source, start, end, path, attached));
  }
}

function differ(lists: readonly (readonly Delimiter[])[]): boolean {
  return lists.some((list) => !sameDelimiters(list, lists[0] ?? []));
}

function sameDelimiters(a: readonly Delimiter[], b: readonly Delimiter[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ before, after }, index) => before === b[index]?.before && after === b[index]?.after)
  );
}
