import ar from "../catalogs/ar/sender.json" with { type: "json" };
import { type Catalog, createCatalog } from "../catalogs/catalog.ts";
import de from "../catalogs/de/sender.json" with { type: "json" };
import en from "../catalogs/en/sender.json" with { type: "json" };
import es from "../catalogs/es/sender.json" with { type: "json" };
import fr from "../catalogs/fr/sender.json" with { type: "json" };
import ja from "../catalogs/ja/sender.json" with { type: "json" };
import ptBR from "../catalogs/pt-BR/sender.json" with { type: "json" };

/** The texts of the sender's page. */
export type SenderTexts = Catalog<keyof typeof en>;

/** A test holds every language to every key; should one be missing, the English text stands in. */
const messages: Readonly<Record<string, Readonly<Partial<typeof en>>>> = { ar, de, en, es, fr, ja, "pt-BR": ptBR };
const made = new Map<string, SenderTexts>();

/** The texts in this language, in English where it is none of ours. */
export function senderTextsOf(language: string): SenderTexts {
  const known = made.get(language);
  if (known !== undefined) return known;
  const texts = createCatalog(language in messages ? language : "en", { ...en, ...messages[language] });
  made.set(language, texts);
  return texts;
}
