import { z } from "zod";
import { htmlText } from "../mail/html-text.ts";
import { CELL, ROW } from "../mail/text-views.ts";
import { type OpeningPorts, openPart } from "../sealing/open-message.ts";
import type { HeldCopy } from "../tracking/held-mail.ts";
import { reviewers } from "./seal-message.ts";

const view = z.object({
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  date: z.string(),
  html: z.string().nullable(),
  text: z.string(),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), size: z.number() })),
});
/** What a reviewer is shown; `text` is the HTML's where the mail has no plain text, `htmlText` what that says otherwise. */
export type HeldView = Omit<z.output<typeof view>, "html"> & { readonly htmlText: string };

/** The view of held mail; null when no copy is kept for reviewers. */
export async function openHeldView(ports: OpeningPorts, copy: HeldCopy): Promise<HeldView | null> {
  const bytes = await openHeldPart(ports, copy, "view");
  if (bytes === null) return null;
  const { html, text, ...shown } = view.parse(JSON.parse(bytes.toString("utf8")));
  const asHtml = html === null ? "" : plainOf(html);
  if (wordsOf(text) === "") return { ...shown, text: asHtml, htmlText: "" };
  return { ...shown, text, htmlText: wordsOf(asHtml) === wordsOf(text) ? "" : asHtml };
}

function plainOf(html: string): string {
  return htmlText(html).seen.replaceAll(CELL, "\t").replaceAll(ROW, "\n");
}

function wordsOf(text: string): string {
  return text.replaceAll(/\s+/g, "");
}

/** One part of held mail, by the key that is meant for reviewers. */
export async function openHeldPart(ports: OpeningPorts, { recipient }: HeldCopy, part: string): Promise<Buffer | null> {
  const { reviewId } = recipient;
  return reviewId === undefined ? null : openPart(ports, { messageId: reviewId, recipientId: reviewers }, part);
}
