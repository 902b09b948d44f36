import { z } from "zod";
import { listed } from "../address-match.ts";
import { defineCondition } from "./define-condition.ts";

const levels = ["high", "normal", "low"] as const;

/** Matches the importance that the sender gave the message. */
export const importance = defineCondition({
  type: "importance",
  label: "Importance is",
  settings: z.strictObject({ is: z.array(z.enum(levels)).min(1) }),
  matches: ({ facts }, { is }) => ({ result: is.includes(facts.importance), compared: facts.importance }),
  sentence: ({ is }) => `the message's importance is ${listed(is)}`,
});
