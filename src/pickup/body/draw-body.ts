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
  /** Whether only the beginning is shown. */
  readonly isCut: boolean;
};

/** What is drawn at most: beyond it the text is cut, and markup is not worth its work. */
const limits = { html: 3_000_000, tags: 100_000, text: 1_000_000 } as const;

/** The HTML or the text of a message, through the same door. */
export function drawBody(
  view: MessageView,
  form: "html" | "text",
  images: ReadonlyMap<string, Buffer> = new Map(),
  remote: "left-out" | "shown" = "left-out",
): Drawn {
  const rich = form === "html" && view.html !== null && isDrawable(view.html) ? view.html : null;
  const text = plainOf(view);
  const source = rich ?? textToHtml(text.slice(0, limits.text));
  const { html, blockedImages } = safeHtml(source, images, remote);
  const shownInline = new Set(
    view.attachments.flatMap(({ contentId, inline }, number) =>
      inline && contentId !== undefined && rich !== null && refersTo(rich, contentId) ? [number] : [],
    ),
  );
  const isCut = rich === null && text.length > limits.text;
  return { html, blockedImages, length: lengthOf(html, shownInline.size), shownInline, isCut };
}

/** Whether markup is of a size and depth that can be made safe within a moment. */
function isDrawable(html: string): boolean {
  if (html.length > limits.html) return false;
  let tags = 0;
  for (let at = html.indexOf("<"); at >= 0 && tags <= limits.tags; at = html.indexOf("<", at + 1)) tags += 1;
  return tags <= limits.tags;
}

/** The text of the mail; of a mail that has only markup, what stands between its tags. */
function plainOf({ html, text }: MessageView): string {
  if (html === null || text.trim() !== "") return text;
  return html.slice(0, 4 * limits.text).replaceAll(/<[^<>]*>/g, " ");
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
