import type { MailTexts } from "./mail-texts.ts";

/** Who reads a notice: in which language and time zone, and the phrase by which they know our mail. */
export type Reader = {
  readonly texts: MailTexts;
  readonly timeZone?: string;
  readonly phrase?: string;
};

/** The line that shows a reader's own phrase; none for those who chose none. */
export function phraseLine({ texts, phrase }: Reader): string[] {
  return phrase === undefined || phrase === "" ? [] : [texts.text("phrase", { phrase })];
}
