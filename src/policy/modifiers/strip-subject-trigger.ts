import { z } from "zod";
import { stripSubjectTrigger as strip } from "../../mail/strip-subject-trigger.ts";
import { listed } from "../address-match.ts";
import { defineModifier } from "./define-modifier.ts";

/** Takes trigger words out of the subject. */
export const stripSubjectTrigger = defineModifier({
  type: "strip-subject-trigger",
  label: "Remove the trigger from the subject",
  settings: z.strictObject({
    triggers: z.array(z.string().trim().min(1).max(100)).min(1).max(50).default(["[encrypt]"]),
  }),
  edit: (raw, { triggers }) => strip(raw, triggers),
  sentence: ({ triggers }) => `${listed(triggers.map((trigger) => `“${trigger}”`))} is removed from the subject`,
});
