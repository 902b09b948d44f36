import { createCatalog } from "../../web/catalogs/catalog.ts";
import messages from "../../web/catalogs/en/mails.json" with { type: "json" };
import { oneLine } from "../mail/one-line.ts";

/** The texts of all mails. */
export const mailTexts = createCatalog("en", messages);

const longestSubject = 300;

/** A moment as people read it, with its time zone. */
export function moment(iso: string): string {
  const date = new Date(iso);
  const format = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return Number.isNaN(date.getTime()) ? iso : `${format.format(date)} UTC`;
}

/** A subject, or the words that stand for one that must not be shown. */
export function shownSubject(subject: string | null): string {
  if (subject === null) return mailTexts.text("subject.hidden");
  const line = oneLine(subject);
  if (line === "") return mailTexts.text("subject.none");
  return line.length > longestSubject ? `${line.slice(0, longestSubject)}…` : line;
}
