import { z } from "zod";
import { listed } from "../address-match.ts";
import { type AttachmentKind, attachmentKinds, kindsOf } from "../attachment-kinds.ts";
import { chosenAttachments, packedChoice, packedWords } from "../packed-choice.ts";
import { noUnlessUnpacked } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

const names = Object.keys(attachmentKinds) as [AttachmentKind, ...AttachmentKind[]];

/** Matches an attachment's kind, by its content as well as by every name and type given to it. */
export const attachmentType = defineCondition({
  type: "attachment-type",
  label: "Attachment is a",
  settings: z.strictObject({ kinds: z.array(z.enum(names)).min(1), packed: packedChoice.default("also") }),
  matches: ({ facts }, { kinds, packed }) => {
    const attachments = chosenAttachments(facts.attachments, packed);
    const hit = attachments.find((attachment) => kindsOf(attachment).some((kind) => kinds.includes(kind)));
    if (hit === undefined) return { result: noUnlessUnpacked(facts), compared: `${attachments.length} attachments` };
    return {
      result: true,
      compared: hit.trueType ?? hit.declaredType,
      evidence: [{ redacted: "attachment", where: { scope: "attachments", part: hit.part, view: "type" } }],
    };
  },
  sentence: ({ kinds, packed }) => `an attachment is a ${listed(kinds)}${packedWords[packed]}`,
});
