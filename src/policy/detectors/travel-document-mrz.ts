import { type Candidate, defineDetector } from "./define-detector.ts";

/** Lines of three, two long and two short documents; the fields that carry check digits are named. */
const passport =
  /(?<![A-Z0-9<])(?<number>[A-Z0-9<]{9})(?<numberCheck>[0-9])[A-Z<]{3}(?<birth>[0-9]{6})(?<birthCheck>[0-9])[MFX<](?<expiry>[0-9]{6})(?<expiryCheck>[0-9])(?:[A-Z0-9<]{7,8}|[A-Z0-9<]{15,16})(?![A-Z0-9<])/g;
const card =
  /(?<![A-Z0-9<])[ACI][A-Z0-9<][A-Z<]{3}(?<number>[A-Z0-9<]{9})(?<numberCheck>[0-9])[A-Z0-9<]{15}[ \t]{0,3}\r?\n[ \t>]{0,8}(?<birth>[0-9]{6})(?<birthCheck>[0-9])[MFX<](?<expiry>[0-9]{6})(?<expiryCheck>[0-9])[A-Z<]{3}[A-Z0-9<]{11}[0-9](?![A-Z0-9<])/g;

/** Machine readable zones of passports, visas and identity cards. */
export const travelDocumentMrz = defineDetector({
  type: "travel-document-mrz",
  label: "Machine readable zone of a passport or identity card",
  rule: "Two lines of 44 or 36 characters, or three of 30, whose check digits for number, date of birth and expiry hold.",
  source: "ICAO Doc 9303, parts 3 to 7",
  limits: "Lines with blanks put between characters are not found.",
  search: {
    by: "text",
    *find({ text }) {
      if (!text.includes("<<")) return;
      for (const pattern of [passport, card]) {
        for (const match of text.matchAll(pattern)) {
          const found = toCandidate(match);
          if (found !== null) yield found;
        }
      }
    },
  },
});

function toCandidate(match: RegExpExecArray): Candidate | null {
  const fields = match.groups as Record<string, string>;
  const holds = ["number", "birth", "expiry"].every(
    (name) => checkDigit(fields[name] as string) === fields[`${name}Check`],
  );
  if (!holds) return null;
  const value = (fields.number as string).replaceAll("<", "");
  return { start: match.index, end: match.index + match[0].length, value, confidence: "high" };
}

/** Check digit of weights 7-3-1; A to Z count 10 to 35, the filler 0. */
function checkDigit(characters: string): string {
  let sum = 0;
  for (let index = 0; index < characters.length; index += 1) {
    const code = characters.charCodeAt(index);
    const value = code === 60 ? 0 : code >= 65 ? code - 55 : code - 48;
    sum += value * ([7, 3, 1][index % 3] as number);
  }
  return String(sum % 10);
}
