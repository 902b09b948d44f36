import { z } from "zod";
import { inRange, isRange, range, rangeProblem, rangeWords, wholeNumber } from "../range.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches the size of attachments as they are stored in the message, in bytes: of any one, or of all together. */
export const attachmentSize = defineCondition({
  type: "attachment-size",
  label: "Attachment size is",
  settings: z
    .strictObject({ ...range(wholeNumber), of: z.enum(["any", "all-together"]).default("any") })
    .refine(isRange, rangeProblem),
  matches: ({ facts }, { of, ...ends }) => {
    const sizes = facts.attachments.filter(({ packed }) => !packed).map(({ size }) => size);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const result = of === "any" ? sizes.some((size) => inRange(size, ends)) : inRange(total, ends);
    return { result, compared: of === "any" ? `largest ${Math.max(0, ...sizes)} bytes` : `${total} bytes` };
  },
  sentence: ({ of, ...ends }) =>
    `${of === "any" ? "an attachment has" : "all attachments together have"} ${rangeWords(ends, "bytes")}`,
});
