import { findDelimiters } from "./boundaries.ts";
import { contentClassOf } from "./content-classes.ts";
import type { ContentHeaders } from "./content-headers.ts";
import type { HeaderBlock } from "./header-block.ts";
import { strayPart } from "./make-part.ts";
import type { MediaType } from "./message.ts";
import { decodeBody } from "./transfer-encoding.ts";
import { walkMultipart } from "./walk-multipart.ts";
import { note, type Place, type Walk } from "./walk-state.ts";

/** Reads the body as it is for those who let the header end at the first line that is no field. */
export async function walkEarlyBody(
  walk: Walk,
  place: Place,
  block: HeaderBlock,
  content: ContentHeaders,
  type: MediaType,
): Promise<void> {
  const { strayStart: start, bodyStart } = block;
  if (start === null) return;
  const { source, end, attached } = place;
  const path = `${place.path}~early`;
  walk.parts.push(strayPart(source, start, bodyStart, path, attached));
  if (type.type.startsWith("multipart/")) {
    const boundary = type.parameters.get("boundary")?.[0];
    if (boundary === undefined || findDelimiters(source, start, bodyStart, boundary).exact.length === 0) return;
    note(walk, "ambiguous", place.path, "delimiter-in-header");
    await walkMultipart(walk, { ...place, path }, { ...block, bodyStart: start, strayStart: null }, content, type);
    return;
  }
  const encodings = content.encoding.encodings.filter((encoding) => encoding !== "identity");
  if (contentClassOf(type.type) !== "text" || encodings.length === 0) return;
  for (const [index, bytes] of decodeBody(source.subarray(start, end), encodings).readings.entries())
    walk.parts.push(strayPart(bytes, 0, bytes.length, `${path}${index + 1}`, attached));
}
