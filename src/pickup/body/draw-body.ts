import type { MessageView } from "../../sealing/message-view.ts";
import { safeHtml } from "./safe-html.ts";
import { textToHtml } from "./text-to-html.ts";

/** A body ready to be shown, and what its page should know of it. */
export type Drawn = {
  readonly html: string;
  readonly blockedImages: number;
  /** Roughly how long it is: a few lines, a screen, more. */
  readonly length: "s" | "m" | "l";
  /** Attachments that the body itself shows. */
  readonly shownInline: ReadonlySet<number>;
};

/** The HTML or the text of a message, through the same door. */
export function drawBody(
  view: MessageView,
  form: "html" | "text",
  images: ReadonlyMap<string, Buffer> = new Map(),
): Drawn {
  const source = form === "html" && view.html !== null ? view.html : textToHtml(view.text);
  const { html, blockedImages } = safeHtml(source, images);
  const shownInline = new Set(
    view.attachments.flatMap(({ contentId, inline }, number) =>
      inline && contentId !== undefined && form === "html" && refersTo(source, contentId) ? [number] : [],
    ),
  );
  return { html, blockedImages, length: lengthOf(html, shownInline.size), shownInline };
}

function refersTo(html: string, contentId: string): boolean {
  return html.includes(`cid:${contentId}`) || html.includes(`cid:${encodeURIComponent(contentId)}`);
}

/** Counts lines as a reading column would break them; a picture counts as ten. */
function lengthOf(html: string, pictures: number): Drawn["length"] {
  const text = html.replaceAll(/<\/?(?:p|div|br|tr|li|h[1-6])\b[^>]*>/gi, "\n").replaceAll(/<[^>]*>/g, "");
  const lines = text.split("\n").reduce((sum, line) => sum + Math.ceil(line.trim().length / 70), 0) + 10 * pictures;
  if (lines <= 8) return "s";
  return lines <= 20 ? "m" : "l";
}
