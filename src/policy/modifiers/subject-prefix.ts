import { z } from "zod";
import { prefixSubject } from "../../mail/modify-subject.ts";
import { defineModifier } from "./define-modifier.ts";

const oneLine = /^[^\p{Cc}]*$/u;

/** Puts words before the subject, once. */
export const subjectPrefix = defineModifier({
  type: "subject-prefix",
  label: "Put words before the subject",
  settings: z.strictObject({
    prefix: z.string().trim().min(1).max(100).regex(oneLine, "must be one line").default("[EXTERNAL]"),
  }),
  edit: (raw, { prefix }) => prefixSubject(raw, prefix),
  sentence: ({ prefix }) => `“${prefix}” is put before the subject`,
});
