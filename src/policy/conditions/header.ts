import { z } from "zod";
import { listed } from "../address-match.ts";
import { countOutcome } from "../count-outcome.ts";
import { rememberQuestion } from "../question-id.ts";
import { noUnlessUnread } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

const settings = z.strictObject({
  name: z.string().regex(/^[!-9;-~]{1,80}$/, "must be the name of a header field"),
  /** Texts of which one must stand in the field; without any, the field need only be there. */
  contains: z.array(z.string().trim().min(1).max(500)).max(500).default([]),
});

/** Matches when a header field is there, or contains one of the texts, in any case. */
export const header = defineCondition({
  type: "header",
  label: "Header field is there or contains",
  settings,
  questions: (chosen) => (chosen.contains.length === 0 ? [] : [question(chosen)]),
  matches: ({ facts }, chosen) => {
    if (chosen.contains.length > 0) return countOutcome(facts, question(chosen), { minimum: 1 });
    const present = facts.headerNames.includes(chosen.name.toLowerCase());
    return { result: present || noUnlessUnread(facts, ["headers"]), compared: present ? "present" : "absent" };
  },
  sentence: ({ name, contains }) =>
    contains.length === 0
      ? `the header field ${name} is there`
      : `the header field ${name} contains ${listed(contains.map((text) => `“${text}”`))}`,
});

const question = rememberQuestion(({ name, contains }: z.infer<typeof settings>) => ({
  kind: "header-field",
  scopes: ["headers"],
  settings: { name: name.toLowerCase(), contains },
}));
