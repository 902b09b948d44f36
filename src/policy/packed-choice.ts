import { z } from "zod";
import type { AttachmentFacts } from "./types.ts";

/** Whether a condition looks at files inside archives and other files too, at them only, or not at them. */
export const packedChoice = z.enum(["also", "only", "not"]);

/** The attachments that a choice leaves. */
export function chosenAttachments(
  attachments: readonly AttachmentFacts[],
  packed: z.infer<typeof packedChoice>,
): readonly AttachmentFacts[] {
  return packed === "also" ? attachments : attachments.filter((one) => one.packed === (packed === "only"));
}

/** The choice in words, to stand after "an attachment". */
export const packedWords = { also: "", only: " inside another file", not: " (files inside others left out)" } as const;
