import { z } from "zod";
import { listed } from "../address-match.ts";
import { type AttachmentKind, attachmentKinds, kindsOf } from "../attachment-kinds.ts";
import { chosenAttachments, packedChoice, packedWords } from "../packed-choice.ts";
import type { AttachmentFacts } from "../types.ts";
import { noUnlessUnpacked } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

const mediaType = z
  .string()
  .regex(
    /^[a-z0-9.+-]+\/(?:[a-z0-9.+_-]+|\*)$/,
    "must be a media type in lower case, such as application/pdf or audio/*",
  );
const names = Object.keys(attachmentKinds) as [AttachmentKind, ...AttachmentKind[]];

/** Matches an attachment's kind, by its content as well as by every name and type given to it. */
export const attachmentType = defineCondition({
  type: "attachment-type",
  label: "Attachment is a",
  settings: z
    .strictObject({
      kinds: z.array(z.enum(names)).default([]),
      /** Media types, or all of one sort: "application/pdf", "audio/*". */
      types: z.array(mediaType).max(500).default([]),
      packed: packedChoice.default("also"),
    })
    .refine(({ kinds, types }) => kinds.length + types.length > 0, "give kinds, types or both"),
  matches: ({ facts }, { kinds, types, packed }) => {
    const attachments = chosenAttachments(facts.attachments, packed);
    const hit = attachments.find(
      (attachment) => kindsOf(attachment).some((kind) => kinds.includes(kind)) || hasType(attachment, types),
    );
    const missing = packed === "not" ? false : noUnlessUnpacked(facts);
    if (hit === undefined) return { result: missing, compared: `${attachments.length} attachments` };
    return {
      result: true,
      compared: hit.trueType ?? hit.declaredType,
      evidence: [{ redacted: "attachment", where: { scope: "attachments", part: hit.part, view: "type" } }],
    };
  },
  sentence: ({ kinds, types, packed }) =>
    `an attachment is ${listed([...kinds.map(withArticle), ...types.map((type) => `of type ${type}`)])}${packedWords[packed]}`,
});

function hasType({ declaredType, trueType }: AttachmentFacts, types: readonly string[]): boolean {
  return types.some((type) => {
    const sort = type.endsWith("/*") ? type.slice(0, -1) : null;
    return [declaredType, trueType].some(
      (one) => one !== null && (sort === null ? one === type : one.startsWith(sort)),
    );
  });
}

function withArticle(kind: AttachmentKind): string {
  return `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;
}
