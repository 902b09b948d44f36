import type { Confidence } from "../types.ts";
import { defineDetector } from "./define-detector.ts";
import { insideAddress, keywordNear } from "./keyword-near.ts";

const keywords =
  /\b(?:ssns?|ss ?#|ss ?no|social security|soc\.? ?sec\.?|social sec|socials?|taxpayer|tax ?id|tin|seguro social)\b|\bsocial[- ]?security/i;
const gap = "[ \\t]{0,2}[-./·–]?[ \\t]{0,2}(?:\\r?\\n[ \\t]{0,8})?";
const grouped = new RegExp(`(?<![0-9])[0-9]{3}${gap}[0-9]{2}${gap}[0-9]{4}(?![0-9])`, "g");
const spaced = /(?<![0-9])(?:[0-9][ \t.-]{1,3}){8}[0-9](?![0-9])/g;

/** Numbers that were printed in advertising and never issued to anybody. */
const advertised = new Set(["078051120", "219099999", "457555462"]);

/** US Social Security numbers by the rules of area, group and serial. */
export const usSsn = defineDetector({
  type: "us-ssn",
  label: "US Social Security number",
  rule: "Nine digits as 3-2-4; area not 000, 666 or 900–999, group not 00, serial not 0000; numbers from advertising are excepted.",
  source: "US Social Security Administration, POMS RM 10201 (randomization of 2011)",
  limits:
    "There is no check digit. Without dashes or blanks, or with other separators, a keyword such as “SSN” within 300 characters is required.",
  *find(text) {
    for (const match of text.matchAll(grouped)) {
      const found = toCandidate(text, match.index, match[0], shapeOf(match[0]));
      if (found !== null) yield found;
    }
    for (const match of text.matchAll(spaced)) {
      const found = toCandidate(text, match.index, match[0], "other");
      if (found !== null) yield found;
    }
  },
});

type Shape = "dashes" | "blanks" | "other";

function shapeOf(written: string): Shape {
  const separators = written.replace(/[0-9]/g, "").replace(/[ \t\r\n]/g, "");
  if (separators === "--" || separators === "––") return "dashes";
  return separators === "" && /^[0-9]{3} [0-9]{2} [0-9]{4}$/.test(written) ? "blanks" : "other";
}

function toCandidate(text: string, start: number, written: string, shape: Shape) {
  const value = written.replace(/[^0-9]/g, "");
  const end = start + written.length;
  if (!isIssued(value) || isPartOfLonger(text, start, end)) return null;
  const near = keywordNear(text, start, end, keywords);
  return { start, end, value, confidence: rate(shape, near, insideAddress(text, start)) };
}

function rate(shape: Shape, near: boolean, address: boolean): Confidence {
  if (address) return near ? "medium" : "low";
  if (shape === "dashes") return near ? "high" : "medium";
  if (shape === "blanks") return near ? "high" : "medium";
  return near ? "medium" : "low";
}

function isIssued(digits: string): boolean {
  const area = digits.slice(0, 3);
  if (area === "000" || area === "666" || area >= "900" || advertised.has(digits)) return false;
  return digits.slice(3, 5) !== "00" && digits.slice(5) !== "0000" && !/^(\d)\1+$/.test(digits);
}

/** A number that goes on before or after is another kind of number. */
function isPartOfLonger(text: string, start: number, end: number): boolean {
  return (
    /[0-9][-. ]$|[\p{L}_]$|[$€£]$/u.test(text.slice(Math.max(0, start - 2), start)) ||
    /^(?:[-. ][0-9]|[\p{L}_])/u.test(text.slice(end, end + 2))
  );
}
