/** First words of labels that are ordinary words, not names or abbreviations. */
const ordinary =
  /^(?:Bank|Connection|Date|Diagnosis|Health|International|Machine|Medical|Passport|Password|Payment|Private) /;

/** What a detector finds, as it stands within a sentence: "payment card number", or several of them. */
export function labelWords(label: string, many: boolean): string {
  const words = ordinary.test(label) ? (label[0] as string).toLowerCase() + label.slice(1) : label;
  if (words.endsWith(" information")) return `${many ? "pieces" : "piece"} of ${words}`;
  if (!many) return words;
  if (words === "password or key") return "passwords or keys";
  const end = words.search(/ (?:of|with|\()|$/);
  return `${words.slice(0, end)}s${words.slice(end)}`;
}
