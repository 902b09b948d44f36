import { decodeEntities } from "./scan-xml.ts";

/** Attributes of office files in which people's words stand. */
const spoken =
  /\s(?:table:name|name|(?:\w{1,20}:)?(?:descr|title|alt|tooltip|display|displayText|promptTitle|prompt|errorTitle|error|caption|author|initials|lastModifiedBy|string|string-value|href|UnicodeString|Target|instr|lvlText|placeholder|display-name|formula|value|v))\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const likely =
  /descr|title|alt|tip|isplay|rompt|rror|aption|uthor|nitials|string|href|Unicode|Target=|instr|placeholder|[\se:]name|formula|value|v="/;

/** Adds the words in a tag's attributes; relations within the file are none. */
export function speakAttributes(tag: string, out: string[]): void {
  if (tag.length < 5 || !likely.test(tag)) return;
  if (tag.includes("Target=") && !tag.includes("External")) return;
  for (const [, double, single] of tag.matchAll(spoken)) {
    const value = decodeEntities((double ?? single) as string);
    if (value.length > 2 && !/^(?:http:\/\/schemas\.|urn:)/.test(value)) out.push(value);
  }
}
