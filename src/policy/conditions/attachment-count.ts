import { z } from "zod";
import { chosenAttachments, packedChoice, packedWords } from "../packed-choice.ts";
import { inRange, isRange, range, rangeProblem, rangeWords, wholeNumber } from "../range.ts";
import { noUnlessUnpacked } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches the number of attachments. */
export const attachmentCount = defineCondition({
  type: "attachment-count",
  label: "Number of attachments is",
  settings: z
    .strictObject({ ...range(wholeNumber), packed: packedChoice.default("not") })
    .refine(isRange, rangeProblem),
  matches: ({ facts }, { packed, ...ends }) => {
    const { length } = chosenAttachments(facts.attachments, packed);
    const result = inRange(length, ends);
    const mayBeMore = packed !== "not" && noUnlessUnpacked(facts) === "unknown";
    const certain =
      !mayBeMore || (result ? ends.atMost === undefined : length > (ends.atMost ?? Number.POSITIVE_INFINITY));
    return { result: certain ? result : "unknown", compared: `${length} attachments` };
  },
  sentence: ({ packed, ...ends }) => `the message has ${rangeWords(ends, "attachments")}${packedWords[packed]}`,
});
