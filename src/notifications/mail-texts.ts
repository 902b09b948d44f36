import ar from "../../web/catalogs/ar/mails.json" with { type: "json" };
import { type Catalog, createCatalog } from "../../web/catalogs/catalog.ts";
import de from "../../web/catalogs/de/mails.json" with { type: "json" };
import en from "../../web/catalogs/en/mails.json" with { type: "json" };
import es from "../../web/catalogs/es/mails.json" with { type: "json" };
import fr from "../../web/catalogs/fr/mails.json" with { type: "json" };
import ja from "../../web/catalogs/ja/mails.json" with { type: "json" };
import ptBR from "../../web/catalogs/pt-BR/mails.json" with { type: "json" };
import type { Language } from "../contracts/policies.ts";
import { oneLine } from "../mail/one-line.ts";

/** A text of the mails. */
export type MailKey = keyof typeof en;
/** The texts of all mails in one language. */
export type MailTexts = Catalog<MailKey> & { readonly language: Language };

/** A test holds every language to every key; should one be missing, the English text stands in. */
const messages: Readonly<Record<Language, Readonly<Partial<Record<MailKey, string>>>>> = {
  en,
  de,
  fr,
  es,
  "pt-BR": ptBR,
  ja,
  ar,
};
const made = new Map<Language, MailTexts>();
const longestSubject = 300;

/** The texts in this language. Values are of others: they stay on their line and keep their direction to themselves. */
export function mailTextsOf(language: Language): MailTexts {
  const known = made.get(language);
  if (known !== undefined) return known;
  const catalog = createCatalog(language, { ...en, ...messages[language] });
  const own = catalog.direction === "rtl" ? (text: string) => `\u2068${text}\u2069` : (text: string) => text;
  const texts: MailTexts = {
    language,
    direction: catalog.direction,
    text: (key, values = {}) => {
      const safe = Object.entries(values).map(([name, value]) => [
        name,
        typeof value === "string" ? own(oneLine(value)) : value,
      ]);
      return catalog.text(key, Object.fromEntries(safe));
    },
  };
  made.set(language, texts);
  return texts;
}

/** A moment as people read it, with its time zone. */
export function moment(texts: MailTexts, iso: string, timeZone = "UTC"): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const style = { dateStyle: "long", timeStyle: "short" } as const;
  const shown = new Intl.DateTimeFormat(texts.language, { ...style, timeZone }).format(date);
  return `${shown} ${timeZone === "UTC" ? "UTC" : zoneName(texts, date, timeZone)}`;
}

function zoneName({ language }: MailTexts, date: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: "short" }).formatToParts(date);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** A text of ours on one line; it keeps the marks that hold the direction of a stranger's words to themselves. */
export function unbroken(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066\u2067]+/gu, " ").trim();
}

/** A subject, or the words that stand for one that must not be shown. */
export function shownSubject(texts: MailTexts, subject: string | null): string {
  if (subject === null) return texts.text("subject.hidden");
  const line = oneLine(subject);
  if (line === "") return texts.text("subject.none");
  return line.length > longestSubject ? `${line.slice(0, longestSubject)}…` : line;
}
