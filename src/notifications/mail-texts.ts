import { createCatalog } from "../../web/catalogs/catalog.ts";
import messages from "../../web/catalogs/en/mails.json" with { type: "json" };

/** The texts of all mails. */
export const mailTexts = createCatalog("en", messages);

/** A moment as people read it, with its time zone. */
export function moment(iso: string): string {
  const date = new Date(iso);
  const format = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return Number.isNaN(date.getTime()) ? iso : `${format.format(date)} UTC`;
}

/** A subject, or the words that stand for one that must not be shown. */
export function shownSubject(subject: string | null): string {
  if (subject === null) return mailTexts.text("subject.hidden");
  return subject.trim() === "" ? mailTexts.text("subject.none") : subject;
}
