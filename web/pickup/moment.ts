import { html } from "hono/html";
import type { Html } from "./frame.ts";
import type { PageTexts } from "./page-texts.ts";

/** A time in the words of the page's language and the reader's zone; the zone is always said. */
export function moment(texts: PageTexts, iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  const { language, timeZone } = texts;
  const when = { year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" } as const;
  return new Intl.DateTimeFormat(language, { ...when, timeZone, timeZoneName: "short" }).format(at);
}

/** The day alone. */
export function day(texts: PageTexts, iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  return new Intl.DateTimeFormat(texts.language, { dateStyle: "medium", timeZone: texts.timeZone }).format(at);
}

/** The same for machines and people. */
export function timeTag(texts: PageTexts, iso: string, form: typeof moment = moment): Html {
  return html`<time datetime="${iso}">${form(texts, iso)}</time>`;
}
