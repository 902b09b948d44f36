import { contentClassOf, isProgram } from "./content-classes.ts";
import type { ContentHeaders } from "./content-headers.ts";
import type { HeaderField, MediaType } from "./message.ts";
import { isDeclaredText } from "./read-text.ts";
import { type BodyReadings, decodeBody, type TransferEncoding } from "./transfer-encoding.ts";
import { type Recognised, recognise, recogniseUsual } from "./true-type.ts";
import type { Walk } from "./walk-state.ts";

/** A body without structure of its own. */
export type Leaf = {
  readonly headers: readonly HeaderField[];
  readonly start: number;
  readonly end: number;
  readonly content: ContentHeaders;
  readonly type: MediaType;
  readonly encodings: readonly TransferEncoding[];
};

const HEAD = 16_384;
/** Decoded bytes that are kept while a message is judged: of one body, and of all. */
const MOST_KEPT_OF_ONE = 262_144;
const MOST_KEPT = 4_194_304;

/** Recognises what a body is by its bytes. */
export async function recogniseLeaf(body: Buffer, leaf: Leaf): Promise<Known> {
  return recogniseText(body, leaf) ?? recogniseBody(body, leaf);
}

/** Recognises a short body at once where it is nothing unusual; null otherwise. */
function recogniseText(body: Buffer, { encodings }: Leaf): Known | null {
  if (body.length > 4 * HEAD) return null;
  const whole = decodeBody(body, encodings);
  const recognised = recogniseUsual(whole.readings[0] ?? body);
  return recognised === null ? null : { recognised, whole };
}

/** What a body is, and every reading of it where it was decoded whole. */
export type Known = { readonly recognised: Recognised; readonly whole: BodyReadings | null };

/** Pictures and the like are recognised by their beginning; everything else is decoded whole. */
async function recogniseBody(body: Buffer, leaf: Leaf): Promise<Known> {
  if (body.length > 4 * HEAD && !isDeclaredText(leaf.type, leaf.content.names)) {
    const head = decodeBody(body.subarray(0, HEAD), leaf.encodings).readings[0] ?? body;
    const recognised = await recognise(head);
    const tail = body.subarray(-256).toString("latin1");
    const isMedia = contentClassOf(recognised.type) === "no-text" && !isProgram(recognised.type);
    if (isMedia && !tail.includes("=\n")) {
      if (!tailOf(body, leaf).includes("PK\x05\x06", 0, "latin1")) return { recognised, whole: null };
    }
  }
  const whole = decodeBody(body, leaf.encodings);
  return { recognised: await recognise(whole.readings[0] ?? body), whole };
}

/** Readings of a small body, so that it is not decoded again for each look at it; null beyond what may be kept. */
export function keptReadings(walk: Walk, { whole }: Known): readonly Buffer[] | null {
  if (whole === null) return null;
  const size = whole.readings.reduce((sum, { length }) => sum + length, 0);
  if (size > MOST_KEPT_OF_ONE || walk.spent.kept + size > MOST_KEPT) return null;
  walk.spent.kept += size;
  return whole.readings;
}

/** The end of a large body, where an archive behind a picture would end. */
function tailOf(body: Buffer, { encodings }: Leaf): Buffer {
  const tail = body.subarray(-100_000);
  return decodeBody(tail.subarray(tail.indexOf(10) + 1), encodings).readings[0] ?? tail;
}
