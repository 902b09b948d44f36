import { html } from "hono/html";
import type { Html, PageTexts } from "./frame.ts";

/** A time in the words of the page's language. The reader's zone is not known, so the zone is always said. */
export function moment(texts: PageTexts, iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  const style = { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" } as const;
  return `${new Intl.DateTimeFormat(texts.language, style).format(at)} UTC`;
}

/** The day alone. */
export function day(texts: PageTexts, iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  return new Intl.DateTimeFormat(texts.language, { dateStyle: "medium", timeZone: "UTC" }).format(at);
}

/** The same for machines and people. */
export function timeTag(texts: PageTexts, iso: string, form: typeof moment = moment): Html {
  return html`<time datetime="${iso}">${form(texts, iso)}</time>`;
}
