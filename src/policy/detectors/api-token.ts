import { crc32 } from "node:zlib";
import type { Confidence } from "../types.ts";
import { tokenForms } from "./api-token-forms.ts";
import { type Candidate, defineDetector } from "./define-detector.ts";
import { entropyOf, isPlaceholder } from "./entropy.ts";

type Form = { readonly prefix: string; readonly pattern: RegExp; readonly checksum: boolean };

const forms: readonly Form[] = tokenForms.map(({ prefix, rest, checksum = false }) => ({
  prefix,
  pattern: new RegExp(rest, "y"),
  checksum,
}));
const services = [...new Set(tokenForms.map(({ service }) => service))];

/** Prefixes that end in a mark are looked for by the mark, which is rare before so many letters; others by themselves. */
const isMarked = ({ prefix }: Form) => /[_./~-]$/.test(prefix);
const mark = /[_./~-](?=[A-Za-z0-9_~.-]{8})/g;
const unmarked = forms.filter((form) => !isMarked(form));
const beginning = new RegExp([...new Set(unmarked.map(({ prefix }) => prefix))].join("|"), "g");
/** Marked forms by the last three characters of their prefix, the longest first. */
const marked = Map.groupBy(
  forms.filter(isMarked).sort((a, b) => b.prefix.length - a.prefix.length),
  ({ prefix }) => prefix.slice(-3),
);

/** Tokens of services, known by their form. */
export const apiToken = defineDetector({
  type: "api-token",
  label: "API token",
  rule: `A service's own prefix with the right number of characters and enough variety: ${services.join(", ")}. Tokens of GitHub and npm have a checksum that makes them high.`,
  source: "Token formats as the services document them",
  limits: "Tokens without a form of their own (such as bare UUIDs) are not found; see “Password or key”.",
  search: {
    by: "text",
    *find({ text }) {
      for (const { index } of text.matchAll(mark)) {
        for (const form of marked.get(text.slice(Math.max(0, index - 2), index + 1)) ?? []) {
          const start = index + 1 - form.prefix.length;
          const found = text.startsWith(form.prefix, start) ? tokenAt(text, start, form) : null;
          if (found === null) continue;
          yield found;
          break;
        }
      }
      for (const { 0: prefix, index } of text.matchAll(beginning)) {
        for (const form of unmarked) {
          const found = form.prefix === prefix ? tokenAt(text, index, form) : null;
          if (found !== null) yield found;
        }
      }
    },
  },
});

function tokenAt(text: string, start: number, { prefix, pattern, checksum }: Form): Candidate | null {
  if (/^[A-Za-z0-9_]$/.test(text.charAt(start - 1)) && !prefix.endsWith("~")) return null;
  pattern.lastIndex = start + prefix.length;
  const rest = pattern.exec(text)?.[0];
  const end = pattern.lastIndex;
  if (rest === undefined || /^[A-Za-z0-9]$/.test(text.charAt(end))) return null;
  const confidence = rate(rest, checksum);
  return confidence === null ? null : { start, end, value: prefix + rest, confidence };
}

function rate(rest: string, checksum: boolean): Confidence | null {
  if (isPlaceholder(rest) || entropyOf(rest) < 2.5) return null;
  return !checksum || holdsChecksum(rest) ? "high" : "medium";
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Whether the last six characters are the CRC-32 of the others in base 62. */
function holdsChecksum(rest: string): boolean {
  let value = 0;
  for (const character of rest.slice(-6)) value = value * 62 + alphabet.indexOf(character);
  return value === crc32(rest.slice(0, -6));
}
