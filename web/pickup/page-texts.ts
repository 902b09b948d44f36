import { type Language, language as languageName } from "../../src/contracts/policies.ts";
import ar from "../catalogs/ar/pages.json" with { type: "json" };
import { type Catalog, createCatalog } from "../catalogs/catalog.ts";
import de from "../catalogs/de/pages.json" with { type: "json" };
import en from "../catalogs/en/pages.json" with { type: "json" };
import es from "../catalogs/es/pages.json" with { type: "json" };
import fr from "../catalogs/fr/pages.json" with { type: "json" };
import ja from "../catalogs/ja/pages.json" with { type: "json" };
import ptBR from "../catalogs/pt-BR/pages.json" with { type: "json" };

/** A text of the pages. */
export type PageKey = keyof typeof en;

/** Texts of the pages in the reader's language, and the time zone their times are said in. */
export type PageTexts = Catalog<PageKey> & { readonly timeZone: string };

/** Every language has every text: a missing one does not compile. */
const messages: Readonly<Record<Language, Readonly<Record<PageKey, string>>>> = {
  en,
  de,
  fr,
  es,
  "pt-BR": ptBR,
  ja,
  ar,
};

/** The languages of the pages, English first. */
export const languages: readonly Language[] = languageName.options;

const catalogs = new Map<Language, Catalog<PageKey>>();

/** The texts of one language. */
export function pageTexts(language: Language, timeZone = "UTC"): PageTexts {
  const catalog = catalogs.get(language) ?? createCatalog<Record<PageKey, string>>(language, messages[language]);
  catalogs.set(language, catalog);
  return { ...catalog, timeZone };
}

/** The language that a browser asks for, by its Accept-Language; English where it asks for none of ours. */
export function languageFor(acceptLanguage: string | undefined): Language {
  const asked = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const weight = Number(/q=([\d.]+)/.exec(parameters.join(";"))?.[1] ?? 1);
      return { tag: tag.trim(), weight };
    })
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight);
  for (const { tag } of asked) {
    const primary = tag.split("-", 1)[0] ?? "";
    const found =
      languages.find((language) => language.toLowerCase() === tag) ??
      languages.find((language) => language.split("-", 1)[0] === primary);
    if (found !== undefined) return found;
  }
  return "en";
}

/** Whether a word names one of our languages. */
export function isLanguage(word: string | undefined): word is Language {
  return word !== undefined && Object.hasOwn(messages, word);
}
