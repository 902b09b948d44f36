import { z } from "zod";
import { inRange, isRange, range, rangeProblem, rangeWords, wholeNumber } from "../range.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches the size of the raw message in bytes, both ends included. */
export const messageSize = defineCondition({
  type: "message-size",
  label: "Message size is",
  settings: z.strictObject(range(wholeNumber)).refine(isRange, rangeProblem),
  matches: ({ facts }, chosen) => ({ result: inRange(facts.size, chosen), compared: `${facts.size} bytes` }),
  sentence: (chosen) => `the message has ${rangeWords(chosen, "bytes")}`,
});
