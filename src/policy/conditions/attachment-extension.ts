import { z } from "zod";
import { listed } from "../address-match.ts";
import { chosenAttachments, packedChoice, packedWords } from "../packed-choice.ts";
import { noUnlessUnpacked } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

const extension = z.string().regex(/^[a-z0-9_-]{1,20}$/, "must be an extension in lower case, without the dot");

/** Matches the extension of any name given to an attachment. */
export const attachmentExtension = defineCondition({
  type: "attachment-extension",
  label: "Attachment's extension is",
  settings: z.strictObject({
    extensions: z.array(extension).min(1).max(1_000),
    packed: packedChoice.default("also"),
  }),
  matches: ({ facts }, { extensions, packed }) => {
    const names = chosenAttachments(facts.attachments, packed).flatMap((one) => one.extensions);
    const hit = names.find((one) => extensions.includes(one));
    if (hit !== undefined) return { result: true, compared: hit };
    return packed === "not" ? false : noUnlessUnpacked(facts);
  },
  sentence: ({ extensions, packed }) => `an attachment's extension is ${listed(extensions)}${packedWords[packed]}`,
});
