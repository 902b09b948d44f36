import { z } from "zod";
import { defineCondition } from "./define-condition.ts";

const bytes = z.number().int().min(0).max(1_073_741_824);

/** Matches the size of the raw message in bytes, both ends included. */
export const messageSize = defineCondition({
  type: "message-size",
  label: "Message size is",
  settings: z
    .strictObject({ atLeast: bytes.optional(), atMost: bytes.optional() })
    .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, "give atLeast, atMost or both"),
  matches: ({ facts }, { atLeast, atMost }) => ({
    result: facts.size >= (atLeast ?? 0) && facts.size <= (atMost ?? Number.POSITIVE_INFINITY),
    compared: `${facts.size} bytes`,
  }),
  sentence: ({ atLeast, atMost }) =>
    [atLeast === undefined ? "" : `at least ${atLeast} bytes`, atMost === undefined ? "" : `at most ${atMost} bytes`]
      .filter((text) => text !== "")
      .join(" and ")
      .replace(/^/, "the message has "),
});
