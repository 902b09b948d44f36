import { z } from "zod";
import { editHeaders } from "../../mail/edit-headers.ts";
import { addFooter } from "../../mail/modify-add-footer.ts";
import { wrapWithText } from "../../mail/modify-wrap.ts";
import { defineModifier } from "./define-modifier.ts";

/** Says of a message that its text could not be changed, and why. */
const noteHeader = "X-Sealgate-Footer";

/** Puts a footer or disclaimer under the text, in every form the message has; signed and encrypted text stays as it is. */
export const footer = defineModifier({
  type: "footer",
  label: "Add a footer or disclaimer",
  settings: z.strictObject({
    text: z.string().trim().min(1).max(10_000),
    /** The same for html; without it, made of the text. */
    html: z.string().trim().min(1).max(50_000).optional(),
    position: z.enum(["end", "start"]).default("end"),
    /** For text that must not be changed: a header field says so, or the footer becomes a part of its own. */
    whenUnchangeable: z.enum(["header", "part"]).default("header"),
  }),
  edit: (raw, { text, html, position, whenUnchangeable }) => {
    const footed = addFooter(raw, { text, html: html ?? asHtml(text), position });
    if (footed.untouched === null) return footed.raw;
    if (whenUnchangeable === "part" && footed.untouched !== "no-text") return wrapWithText(raw, text);
    return editHeaders(raw, { remove: [noteHeader], append: [[noteHeader, `not added (${footed.untouched})`]] });
  },
  sentence: ({ text, position }) => {
    const shown = text.replace(/\s+/g, " ");
    const words = shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
    return `“${words}” is put ${position === "end" ? "under" : "over"} the text`;
  },
});

function asHtml(text: string): string {
  const escaped = text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  return `<p>${escaped.replace(/\r\n?|\n/g, "<br>\r\n")}</p>`;
}
