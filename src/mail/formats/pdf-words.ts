import type { PdfOutline } from "./pdf-library.ts";

const worded = [
  "fieldValue",
  "defaultFieldValue",
  "alternativeText",
  "contentsObj",
  "titleObj",
  "url",
  "unsafeUrl",
  "richText",
  "textContent",
  "overlaidText",
  "options",
  "fieldName",
];

/** Every word that an annotation shows or carries. */
export function wordsOfAnnotation(annotation: Readonly<Record<string, unknown>>, lines: string[]): void {
  for (const key of worded) collectStrings(annotation[key], lines, 0);
}

/** Every string in a value; machine-made identifiers and dates are left out. */
export function collectStrings(value: unknown, lines: string[], depth: number): void {
  if (typeof value === "string") {
    if (value.length > 1 && !/^(?:D:\d{8}|ltr$|rtl$)/.test(value)) lines.push(value);
  } else if (Array.isArray(value)) {
    if (depth < 4 && value.every((one) => typeof one === "string") && value.length > 1) lines.push(value.join("\n"));
    else for (const one of value) if (depth < 4) collectStrings(one, lines, depth + 1);
  } else if (value !== null && typeof value === "object" && depth < 4) {
    for (const one of Object.values(value)) collectStrings(one, lines, depth + 1);
  }
}

/** The titles of a table of contents. */
export function collectOutline(items: readonly PdfOutline[], lines: string[], depth: number): void {
  for (const { title, items: inner } of items) {
    if (lines.length > 10_000 || depth > 20) return;
    lines.push(title);
    if (inner !== undefined) collectOutline(inner, lines, depth + 1);
  }
}
