import { attribute, decodeEntities } from "./scan-xml.ts";

/** A number format that only groups digits, e.g. "000-00-0000". */
export type NumberMask = string;

/** The mask that a format code stands for, or null where it shows numbers otherwise. */
export function maskOf(code: string): NumberMask | null {
  const first = (code.split(";")[0] as string)
    .replace(/\[[^\]]*\]/g, "")
    .replace(/"([^"]*)"/g, "$1")
    .replace(/\\(.)/g, "$1")
    .replace(/_./g, "");
  return /^[-0#? /()]+$/.test(first) && (/[0#?][- /()]+[0#?]/.test(first) || /0{5,}/.test(first)) ? first : null;
}

/** A whole number as its mask shows it. */
export function showNumber(mask: NumberMask, value: string): string {
  const digits = value.replace(/^-/, "").replace(/\.0*$/, "");
  if (!/^\d{1,30}$/.test(digits)) return value;
  let left = digits.length;
  const places = mask.replace(/[^0#?]/g, "").length;
  let place = places;
  const out: string[] = [];
  for (let at = mask.length - 1; at >= 0; at -= 1) {
    const sign = mask[at] as string;
    if (!/[0#?]/.test(sign)) {
      if (left > 0 || /0/.test(mask.slice(0, at))) out.unshift(sign);
      continue;
    }
    place -= 1;
    if (place === 0) out.unshift(digits.slice(0, Math.max(0, left)));
    else if (left > 0) out.unshift(digits[left - 1] as string);
    if (left <= 0 && sign === "0") out.unshift("0");
    left -= 1;
  }
  return out.join("");
}

/** A number as stored, without an exponent where it is whole. */
export function plainNumber(value: string): string {
  if (!value.includes("E") && !value.includes("e")) return value;
  const number = Number(value);
  return Number.isInteger(number) && Math.abs(number) < 1e21 ? BigInt(number).toString() : value;
}

/** Masks by cell style, from a workbook's styles. */
export function masksOfStyles(xml: string): ReadonlyMap<number, NumberMask> {
  const byFormat = new Map<string, NumberMask>();
  for (const [, tag] of xml.matchAll(/<(?:\w+:)?numFmt\b([^<>]{0,600})/g)) {
    const mask = maskOf(attribute(tag as string, "formatCode") ?? "");
    if (mask !== null) byFormat.set(attribute(tag as string, "numFmtId") ?? "", mask);
  }
  const masks = new Map<number, NumberMask>();
  if (byFormat.size === 0) return masks;
  const formats = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml)?.[0] ?? "";
  let style = 0;
  for (const [, tag] of formats.matchAll(/<(?:\w+:)?xf\b([^<>]*)/g)) {
    const mask = byFormat.get(decodeEntities(attribute(tag as string, "numFmtId") ?? ""));
    if (mask !== undefined) masks.set(style, mask);
    style += 1;
  }
  return masks;
}
