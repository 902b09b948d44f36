import { type ContentHeaders, readContentHeaders } from "./content-headers.ts";
import { type HeaderBlock, type HeaderMark, parseHeaderBlock } from "./header-block.ts";
import { makePart, strayPart } from "./make-part.ts";
import type { MediaType } from "./message.ts";
import { settleLeaf } from "./settle-leaf.ts";
import { decodeBody } from "./transfer-encoding.ts";
import { walkEarlyBody } from "./walk-early-body.ts";
import { walkMultipart } from "./walk-multipart.ts";
import { note, type Place, type Walk, within } from "./walk-state.ts";

const MOST_TYPES = 4;
const embedded = /^message\/(?:rfc822|global|news|x-rfc822|external-body)$/;
const conflicting: readonly HeaderMark[] = ["bare-carriage-return"];

/** Reads one entity: its header section (unless it is known), then its body in every way a reader could take it. */
export async function walkEntity(walk: Walk, place: Place, known?: HeaderBlock): Promise<void> {
  const { source, start, end, path } = place;
  if (!within(walk, path, end - start)) return;
  const block = known ?? parseHeaderBlock(source, start, end, walk.limits);
  const content = readContentHeaders(block.fields, place.fallbackType);
  const odd = noteHeader(walk, path, block, content);
  if (place.depth > walk.limits.depth) {
    note(walk, "too-deep", path, "nesting");
    walk.parts.push(strayPart(source, start, end, path, place.attached));
    return;
  }
  let structured = false;
  for (const [index, type] of content.types.slice(0, MOST_TYPES).entries()) {
    const variant = index === 0 ? path : `${path}~type${index + 1}`;
    structured = (await walkBody(walk, { ...place, path: variant }, block, content, type, odd)) || structured;
  }
  const [type] = content.types;
  if (block.strayStart !== null && type !== undefined) await walkEarlyBody(walk, place, block, content, type);
  if (odd && structured) walk.parts.push(strayPart(source, block.bodyStart, end, `${path}~raw`, place.attached));
}

/** Returns whether the body has structure of its own (its raw text is then another reading). */
async function walkBody(
  walk: Walk,
  place: Place,
  block: HeaderBlock,
  content: ContentHeaders,
  type: MediaType,
  odd: boolean,
): Promise<boolean> {
  if (type.type === "multipart" || type.type.startsWith("multipart/")) {
    await walkMultipart(walk, place, block, content, type);
    return true;
  }
  if (embedded.test(type.type)) {
    await walkEmbedded(walk, place, block, content, type);
    return true;
  }
  const encodings = odd
    ? [...new Set([...content.encoding.encodings, "identity" as const])]
    : content.encoding.encodings;
  await settleLeaf(walk, place, {
    headers: block.fields,
    start: block.bodyStart,
    end: place.end,
    content,
    type,
    encodings,
  });
  return false;
}

async function walkEmbedded(
  walk: Walk,
  place: Place,
  block: HeaderBlock,
  content: ContentHeaders,
  type: MediaType,
): Promise<void> {
  const { source, end, path, depth } = place;
  const start = block.bodyStart;
  walk.parts.push(
    makePart("message", place, { headers: block.fields, start, end, content, type, trueType: "message/rfc822" }),
  );
  const inner = { ...place, depth: depth + 1, fallbackType: "text/plain", attached: true };
  if (content.encoding.encodings.includes("identity")) {
    await walk.entity(walk, { ...inner, source, start, end, path: `${path}.1` });
  }
  const encoded = content.encoding.encodings.filter((encoding) => encoding !== "identity");
  const { readings } = decodeBody(source.subarray(start, end), encoded);
  for (const [index, bytes] of readings.entries()) {
    const suffix = index === 0 ? "" : `~decoded${index + 1}`;
    await walk.entity(walk, { ...inner, source: bytes, start: 0, end: bytes.length, path: `${path}.1${suffix}` });
  }
}

/** Notes what is odd; true when some reader may take the body as plain text. */
function noteHeader(walk: Walk, path: string, block: HeaderBlock, content: ContentHeaders): boolean {
  for (const mark of block.marks) {
    if (mark === "header-budget") note(walk, "truncated", path, mark);
    else note(walk, conflicting.includes(mark) ? "ambiguous" : "malformed", path, mark);
  }
  for (const conflict of content.conflicts) note(walk, "ambiguous", path, conflict);
  if (content.encoding.tidied) note(walk, "malformed", path, "transfer-encoding-form");
  return block.marks.size > 0 || content.conflicts.length > 0;
}
