import { decodeTexts } from "../charset.ts";
import { printableRuns } from "../printable-runs.ts";
import { cleanText } from "../text-views.ts";
import { type Budget, type FormatText, type Member, memberOf, type Opened } from "./format.ts";
import { openEntry, swells } from "./zip-entry.ts";
import { listZip, type ZipEntry } from "./zip-listing.ts";

/** Opens a zip archive: its members, and the file that may stand before them. */
export function openZip(bytes: Buffer, budget: Budget): Opened {
  const { entries, prefix, rest, comments, findings } = listZip(bytes, budget.members);
  const swollen = swells(entries, bytes.length, budget.ratio);
  const members: Member[] = entries
    .filter((entry) => !isFolder(entry))
    .map((entry) => ({
      names: entry.names,
      open: () => (swollen ? { bytes: null, findings: [] } : openEntry(entry, budget)),
    }));
  if (prefix.length > 0) members.unshift(memberOf([], prefix));
  return {
    members,
    findings: swollen ? [...findings, { kind: "scan-incomplete", detail: "ratio" }] : findings,
    read: () => ({ texts: looseTexts(rest, comments), findings: [] }),
  };
}

/** Whether an entry is only a folder's name. */
export function isFolder({ names, data }: ZipEntry): boolean {
  return data.length <= 2 && names.length > 0 && names.every((name) => /[/\\]$/.test(name));
}

/** Comments, and bytes that belong to no member. */
export function looseTexts(rest: readonly Buffer[], comments: readonly Buffer[]): FormatText[] {
  const texts: FormatText[] = comments.flatMap((comment) =>
    decodeTexts(comment, []).texts.map((text) => ({ view: "text", text: cleanText(text), place: "comment" })),
  );
  for (const bytes of rest) texts.push({ view: "raw", text: printableRuns(bytes) });
  return texts;
}
