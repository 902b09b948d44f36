import { printableRuns } from "../printable-runs.ts";
import { flowText } from "./flow-text.ts";
import {
  type Budget,
  type FormatFinding,
  type FormatReading,
  type FormatText,
  memberOf,
  type Opened,
} from "./format.ts";
import { hiddenLines } from "./hidden-lines.ts";
import { hiddenStyleNames } from "./hidden-style-names.ts";
import { looseXmlText } from "./loose-xml-text.ts";
import { masksOfStyles } from "./number-masks.ts";
import { isXml, readEntry, sortParts } from "./office-parts.ts";
import { contentTypeOfRoot } from "./office-roots.ts";
import { openDocumentText } from "./open-document-text.ts";
import { looseTexts } from "./open-zip.ts";
import { decodeXml, rootName } from "./scan-xml.ts";
import { sheetPlaces } from "./sheet-places.ts";
import { sharedStrings, sheetText, type Workbook } from "./sheet-text.ts";
import { swells } from "./zip-entry.ts";
import { listZip, type ZipEntry } from "./zip-listing.ts";

/** Opens an office file of today (Office Open XML, OpenDocument): every XML part is read, whatever refers to it. */
export function openOffice(bytes: Buffer, budget: Budget): Opened {
  const { entries, prefix, rest, comments, findings } = listZip(bytes, budget.members);
  const found = [...findings];
  const { xml, files, loose } = sortParts(entries, budget);
  for (const entry of entries) if (entry.encrypted) found.push({ kind: "encrypted", detail: "zip-member" });
  const total = [...xml, ...loose].reduce((sum, { size }) => sum + (size ?? 0), 0);
  const detail = swells(entries, bytes.length, budget.ratio) ? "ratio" : budget.take(total) ? null : "unpacked-bytes";
  if (detail !== null) found.push({ kind: "scan-incomplete", detail });
  const members = detail === null ? [...files] : [];
  if (prefix.length > 0) members.push(memberOf([], prefix));
  if (detail === null && isSealed(xml, budget)) {
    return { members: [], findings: [{ kind: "encrypted", detail: "open-document" }], read: () => none };
  }
  if (entries.some(({ names }) => names.some((name) => /^(?:xl\/workbook\.bin)$/i.test(name))))
    found.push({ kind: "unreadable", detail: "binary-workbook" });
  return {
    members,
    findings: found,
    read: () => {
      if (detail !== null) return { texts: looseTexts(rest, comments), findings: [] };
      const reading = readParts(xml, budget);
      const found: FormatFinding[] = [...reading.findings];
      const unknown = loose.map((entry) => readEntry(entry, budget, found));
      return { texts: [...reading.texts, ...looseTexts([...rest, ...unknown], comments)], findings: found };
    },
  };
}

const none: FormatReading = { texts: [], findings: [] };

/** OpenDocument files say in their manifest that their parts are encrypted. */
function isSealed(xml: readonly ZipEntry[], budget: Budget): boolean {
  const manifest = xml.find(({ names }) => names.includes("META-INF/manifest.xml"));
  return manifest !== undefined && readEntry(manifest, budget, []).includes("encryption-data");
}

type XmlPart = { readonly name: string; readonly root: string; readonly xml: string };

function readParts(entries: readonly ZipEntry[], budget: Budget): FormatReading {
  const findings: FormatFinding[] = [];
  const parts = decodeParts(entries, budget, findings);
  const hiddenStyles = new Set(
    parts.filter(({ root }) => /^(?:styles|document-)/.test(root)).flatMap(({ xml }) => hiddenStyleNames(xml)),
  );
  const texts = parts.flatMap((part) => textOf(part, hiddenStyles));
  return { texts: [...texts, ...sheetTexts(parts)], findings };
}

function decodeParts(entries: readonly ZipEntry[], budget: Budget, findings: FormatFinding[]): XmlPart[] {
  const parts: XmlPart[] = [];
  for (const entry of entries) {
    if (budget.expired()) {
      findings.push({ kind: "scan-incomplete", detail: "time" });
      break;
    }
    const bytes = readEntry(entry, budget, findings);
    const name = entry.names[0] ?? "";
    if (!isXml(bytes) && bytes.length > 0) {
      findings.push({ kind: "ambiguous", detail: "xml-part" });
      parts.push({ name, root: "", xml: printableRuns(bytes) });
      continue;
    }
    const xml = decodeXml(bytes);
    if (/<!ENTITY/.test(xml.slice(0, 65_536))) findings.push({ kind: "ambiguous", detail: "xml-entities" });
    parts.push({ name, root: rootName(xml), xml });
  }
  return parts;
}

function sheetTexts(parts: readonly XmlPart[]): FormatText[] {
  const ofKind = (kind: string) => parts.filter(({ root }) => contentTypeOfRoot(root) === kind);
  const tables = ofKind("strings").map(({ xml }) => sharedStrings(xml));
  const strings = tables[0] ?? [];
  const styles = parts.find(({ root }) => root === "styleSheet")?.xml ?? "";
  const workbook = { strings, used: new Uint8Array(strings.length), masks: masksOfStyles(styles) };
  const books = parts.filter(({ name, root }) => root === "workbook" || /workbook\.xml\.rels$/i.test(name));
  const place = sheetPlaces(books);
  const texts = ofKind("sheet").flatMap(({ name, xml }) => sheetText(xml, workbook, place(name)));
  return [...texts, ...unusedStrings(workbook, tables.slice(1))];
}

function textOf({ name, root, xml }: XmlPart, hiddenStyles: ReadonlySet<string>): FormatText[] {
  const place = placeOf(name);
  const kind = contentTypeOfRoot(root);
  if (kind === "open") return openDocumentText(xml, place, hiddenStyles);
  if (kind === "flow") return flowText(xml, "microsoft", place, hiddenStyles);
  if (kind === "skip" || kind === "sheet" || kind === "strings") return [];
  const runs = flowText(xml, "microsoft", place).filter(({ view }) => view === "seen");
  return [...runs, ...looseXmlText(xml, place)];
}

/** "slide 3", "header 1", "comments": words from the part's name, which the program gave. */
function placeOf(name: string): string {
  const base = (name.split("/").pop() as string).replace(/\.(?:xml|rels|vml)$/gi, "");
  const found = /^([a-zA-Z]{2,24}?)(\d{0,4})$/.exec(base);
  return found === null ? "part" : `${found[1]} ${found[2]}`.trim();
}

/** Strings that no cell shows. */
function unusedStrings({ strings, used }: Workbook, others: readonly string[][]): FormatText[] {
  const unused = [...strings.filter((_, index) => used[index] === 0), ...others.flat()];
  return hiddenLines(unused, "strings");
}
