import { z } from "zod";
import { SealgateError } from "../../src/errors.ts";

const cursor = z.strictObject({
  page: z.string(),
  /** Names the replay, once it has looked at texts. */
  looks: z.string().max(40).optional(),
});

/** Where a replay goes on. */
export type ReplayCursor = z.output<typeof cursor>;

/** As one opaque word. */
export function writeReplayCursor(place: ReplayCursor): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** The place again; anything else is refused. */
export function readReplayCursor(word: string | undefined): Partial<ReplayCursor> {
  if (word === undefined) return {};
  try {
    return cursor.parse(JSON.parse(Buffer.from(word, "base64url").toString("utf8")));
  } catch (cause) {
    throw new SealgateError("cursor", 400, "this replay cannot go on; start it again", { cause });
  }
}
