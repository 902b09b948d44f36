import { z } from "zod";
import { listed } from "../address-match.ts";
import { defineCondition } from "./define-condition.ts";

const levels = ["normal", "personal", "private", "confidential"] as const;

/** Matches the sensitivity that the sender gave the message (Outlook's Personal, Private, Confidential). */
export const sensitivity = defineCondition({
  type: "sensitivity",
  label: "Sensitivity is",
  settings: z.strictObject({ is: z.array(z.enum(levels)).min(1) }),
  matches: ({ facts }, { is }) => ({ result: is.includes(facts.sensitivity), compared: facts.sensitivity }),
  sentence: ({ is }) => `the message's sensitivity is ${listed(is)}`,
});
