import { z } from "zod";
import { chosenAttachments, packedChoice, packedWords } from "../packed-choice.ts";
import { inRange, isRange, range, rangeProblem, rangeWords, wholeNumber } from "../range.ts";
import { noUnlessUnpacked } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

/** Sizes are those of the message unless told otherwise. */
const sizeWords = { also: " (files inside others counted too)", only: packedWords.only, not: "" } as const;

/** Matches the size of attachments in bytes, as they are stored or unpacked: of any one, or of all together. */
export const attachmentSize = defineCondition({
  type: "attachment-size",
  label: "Attachment size is",
  settings: z
    .strictObject({
      ...range(wholeNumber),
      of: z.enum(["any", "all-together"]).default("any"),
      packed: packedChoice.default("not"),
    })
    .refine(isRange, rangeProblem),
  matches: ({ facts }, { of, packed, ...ends }) => {
    const sizes = chosenAttachments(facts.attachments, packed).map(({ size }) => size);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const result = of === "any" ? sizes.some((size) => inRange(size, ends)) : inRange(total, ends);
    const mayBeMore = packed !== "not" && noUnlessUnpacked(facts) === "unknown";
    const grows = of === "all-together" && ends.atMost !== undefined;
    const certain = !mayBeMore || (result && !grows);
    const compared = of === "any" ? `largest ${Math.max(0, ...sizes)} bytes` : `${total} bytes`;
    return { result: certain ? result : "unknown", compared };
  },
  sentence: ({ of, packed, ...ends }) =>
    `${of === "any" ? "an attachment has" : "all attachments together have"} ${rangeWords(ends, "bytes")}${sizeWords[packed]}`,
});
