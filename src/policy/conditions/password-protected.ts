import { z } from "zod";
import { noUnlessUnpacked } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches messages with a file that opens with a password only. */
export const passwordProtected = defineCondition({
  type: "password-protected",
  label: "Attachment is password-protected",
  settings: z.strictObject({}),
  matches: ({ facts }) => {
    const hit = facts.findings.find(({ kind }) => kind === "encrypted");
    if (hit === undefined) return noUnlessUnpacked(facts);
    return { result: true, compared: hit.detail };
  },
  sentence: () => "an attachment is protected by a password",
});
