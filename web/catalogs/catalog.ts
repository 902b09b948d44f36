import { IntlMessageFormat } from "intl-messageformat";

type Values = Readonly<Record<string, string | number | Date>>;

/** The texts of one language; keys are those of its messages, so a wrong one does not compile. */
export type Catalog<Key extends string = string> = {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** The text in its ICU form with the values in place; plain text, never markup. */
  text(key: Key, values?: Values): string;
};

/** A catalog over the messages of one language file; a key or value that is missing throws. */
export function createCatalog<const Messages extends Readonly<Record<string, string>>>(
  language: string,
  messages: Messages,
): Catalog<keyof Messages & string> {
  const formats = new Map<string, IntlMessageFormat>();
  const formatOf = (key: keyof Messages & string): IntlMessageFormat => {
    const known = formats.get(key);
    if (known !== undefined) return known;
    const message = messages[key];
    if (message === undefined) throw new Error(`no text for ${key} in ${language}`);
    const format = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    formats.set(key, format);
    return format;
  };
  return {
    language,
    direction: rightToLeft.has(language) ? "rtl" : "ltr",
    text: (key, values = {}) => String(formatOf(key).format({ ...values })),
  };
}

const rightToLeft: ReadonlySet<string> = new Set(["ar"]);
