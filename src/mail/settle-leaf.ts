import { decodeTexts } from "./charset.ts";
import { bringsArchive, contentClassOf, extensionOf, isProgram, trustedExtensions } from "./content-classes.ts";
import type { ContentHeaders } from "./content-headers.ts";
import { filesInLines } from "./content-lines.ts";
import { readLinks } from "./data-links.ts";
import { encodedParts } from "./encoded-parts.ts";
import type { FindingKind } from "./findings.ts";
import type { Member, Opened } from "./formats/format.ts";
import { looksLikeMessage } from "./looks-like-text.ts";
import { makePart } from "./make-part.ts";
import { isNamedAsMedia } from "./media-names.ts";
import type { PartReading } from "./message.ts";
import { openContent } from "./open-content.ts";
import { packedInText } from "./packed-in-text.ts";
import { printableRuns } from "./printable-runs.ts";
import { isDeclaredText, readText } from "./read-text.ts";
import { type Known, keptReadings, type Leaf, recogniseLeaf } from "./recognise-leaf.ts";
import { decodeBody } from "./transfer-encoding.ts";
import type { Recognised } from "./true-type.ts";
import { findUuencoded } from "./uuencode.ts";
import { note, type Place, type Walk, within } from "./walk-state.ts";

/** Finds out what a leaf really is, notes what cannot be read in it, and unpacks what is packed in it. */
export async function settleLeaf(walk: Walk, place: Place, leaf: Leaf): Promise<void> {
  const { source, path } = place;
  const body = source.subarray(leaf.start, leaf.end);
  const known = await recogniseLeaf(body, leaf);
  const { type: trueType } = known.recognised;
  noteDamage(walk, path, known);
  const text = isReadAsText(leaf, trueType);
  const bytes = known.whole?.readings[0] ?? null;
  const { headers, start, end, content, type } = leaf;
  const isText = contentClassOf(trueType) === "text";
  const opened = bytes === null || isText ? null : await openContent(walk, known.recognised, content.names, bytes);
  if (opened === null) noteContent(walk, path, leaf, known.recognised, text, body.length);
  else for (const { kind, detail } of opened.findings) note(walk, kind, path, detail);
  if (isProgram(trueType) && bytes !== null && bringsArchive(bytes)) note(walk, "unreadable", path, "packed-program");
  // What is called otherwise than it is may be opened as it is called.
  const odd = contentClassOf(trueType) === "no-text" && !isNamedAsMedia(content.names, type);
  const scanned = text || odd || (trueType === null && opened === null);
  const kept = keptReadings(walk, known);
  const readings = () => kept ?? decodeBody(body, leaf.encodings).readings;
  const readBody = scanned ? () => readLeaf(path, leaf, trueType, readings(), text) : undefined;
  const readContent = opened === null ? readBody : () => readOpened(path, opened, readBody);
  const draft = { headers, start, end, content, type, trueType, readContent, bytes: kept?.[0] };
  walk.parts.push(makePart("leaf", place, draft));
  if (opened !== null) await settleMembers(walk, place, opened.members);
  if (bytes !== null) await unpack(walk, place, leaf, known.recognised, bytes);
}

/** Text of an opened file, beside what readers see who take it for plain text. */
function readOpened(path: string, opened: Opened, readBody: (() => PartReading) | undefined): PartReading {
  const { texts, findings } = opened.read();
  const plain = readBody?.() ?? { texts: [], findings: [] };
  return {
    texts: [...texts, ...plain.texts],
    findings: [...findings.map(({ kind, detail }) => ({ kind, detail, part: path })), ...plain.findings],
  };
}

/** Files inside a file are parts of their own. */
async function settleMembers(walk: Walk, place: Place, members: readonly Member[]): Promise<void> {
  const depth = place.depth + 1;
  if (members.length > 0 && depth > walk.limits.depth) return note(walk, "too-deep", place.path, "archive");
  for (const [index, { names, open }] of members.entries()) {
    const path = `${place.path}.${index + 1}`;
    if (!within(walk, path, 0)) return;
    const { bytes, findings } = open();
    for (const { kind, detail } of findings) note(walk, kind, path, detail);
    const inner = { fallbackType: "text/plain", path, depth, attached: true };
    await settleBytes(walk, inner, names, bytes ?? Buffer.alloc(0));
  }
}

function noteDamage(walk: Walk, path: string, { whole }: Known): void {
  if (whole?.damaged) note(walk, "malformed", path, "transfer-encoding");
  if (whole?.hopeless) note(walk, "ambiguous", path, "transfer-encoding-damage");
}

function isReadAsText({ type, content }: Leaf, trueType: string | null): boolean {
  return contentClassOf(trueType) === "text" || isDeclaredText(type, content.names);
}

function noteContent(walk: Walk, path: string, leaf: Leaf, recognised: Recognised, text: boolean, size: number): void {
  if (size === 0 || contentClassOf(recognised.type) === "text") {
    if (/pkcs7-mime$/.test(leaf.type.type)) note(walk, "corrupt", path, "cms");
    if (leaf.type.type === "message/partial") note(walk, "unreadable", path, leaf.type.type);
    return;
  }
  const [kind, detail] = judgeContent(leaf, recognised, text);
  note(walk, kind, path, detail);
}

function judgeContent(leaf: Leaf, { type, encrypted, cms }: Recognised, text: boolean): [FindingKind, string] {
  const detail = type ?? "content";
  if (cms !== null) return [cmsFinding[cms.kind], "smime"];
  if (type === "application/x-microsoft-rpmsg-message") return ["already-encrypted", "rpmsg"];
  if (encrypted) return ["encrypted", detail];
  const contentClass = contentClassOf(type);
  if (contentClass === "container") return ["unreadable", detail];
  if (contentClass === "no-text") return text ? ["ambiguous", "text-or-media"] : ["no-text", detail];
  const { names } = leaf.content;
  const trusted = names.length > 0 && names.every((name) => trustedExtensions.has(extensionOf(name)));
  return [trusted ? "no-text" : "unknown-type", detail];
}

const cmsFinding = { enveloped: "already-encrypted", signed: "signed", other: "unreadable" } as const;

function readLeaf(
  path: string,
  leaf: Leaf,
  trueType: string | null,
  readings: readonly Buffer[],
  text: boolean,
): PartReading {
  const { type, content } = leaf;
  if (text) return readText({ path, type, trueType, names: content.names, charsets: content.charsets, readings });
  return {
    texts: readings.map((bytes) => ({ view: "raw", text: printableRuns(bytes) })),
    findings: [],
  };
}

/** Messages in other clothes, opaque signed content, files uuencoded in a text. */
async function unpack(walk: Walk, place: Place, leaf: Leaf, recognised: Recognised, bytes: Buffer): Promise<void> {
  const inner = { ...place, depth: place.depth + 1, fallbackType: "text/plain" };
  const signed = recognised.cms?.kind === "signed" ? recognised.cms.content : null;
  if (signed !== null && signed.length > 0) {
    await walk.entity(walk, { ...inner, source: signed, start: 0, end: signed.length, path: `${place.path}.1` });
  } else if (isNamedMessage(leaf) && looksLikeMessage(bytes)) {
    await walk.entity(walk, {
      ...inner,
      attached: true,
      source: bytes,
      start: 0,
      end: bytes.length,
      path: `${place.path}.1`,
    });
  } else if (contentClassOf(recognised.type) === "text") {
    const attached = place.attached || leaf.content.disposition === "attachment" || leaf.content.names.length > 0;
    await unpackText(walk, { ...inner, attached }, recognised.type, bytes);
  }
}

const MOST_IN_TEXT = 100;

/** Files, and parts of messages, that a text holds as text. */
async function unpackText(walk: Walk, place: Place, type: string | null, bytes: Buffer): Promise<void> {
  const source = narrow(bytes);
  const text = source.toString("latin1");
  const oldForm = oldFormOf(text);
  if (oldForm !== null) note(walk, "unreadable", place.path, oldForm);
  const isCard = type === "text/calendar" || type === "text/vcard";
  if (isCard) await settleFiles(walk, place, "file", filesInLines(text, MOST_IN_TEXT + 1));
  else if (text.includes("begin")) await settleFiles(walk, place, "uu", findUuencoded(text, MOST_IN_TEXT + 1));
  const links = text.includes("<") ? readLinks(text).files : [];
  const files = [...links, ...packedInText(text, MOST_IN_TEXT + 1)];
  await settleFiles(
    walk,
    place,
    "packed",
    files.map((file) => ({ name: "", bytes: file })),
  );
  await settleEncoded(walk, place, source, encodedParts(text, MOST_IN_TEXT + 1));
}

/** Parts that overlap are read as often as they are one: that ends somewhere. */
async function settleEncoded(
  walk: Walk,
  place: Place,
  source: Buffer,
  parts: readonly { readonly start: number; readonly end: number }[],
): Promise<void> {
  for (const [index, part] of parts.entries()) {
    walk.spent.inText += part.end - part.start;
    if (index === MOST_IN_TEXT || walk.spent.inText > walk.mostInText)
      return note(walk, "scan-incomplete", place.path, "parts-in-text");
    await walk.entity(walk, { ...place, ...part, source, path: `${place.path}.mime${index + 1}` });
  }
}

/** Text in UTF-16 with its mark, as UTF-8. */
function narrow(bytes: Buffer): Buffer {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isWide ? Buffer.from(decodeTexts(bytes, []).texts[0] ?? "", "utf8") : bytes;
}

/** Forms in which old programs send files as text, and which are not undone here. */
function oldFormOf(text: string): string | null {
  // A short piece is looked for much faster than the whole.
  if (text.includes("=ybegi") && /^=ybegin /m.test(text)) return "yenc";
  return text.includes("(This file must be converted with BinHex") ? "binhex" : null;
}

function isNamedMessage({ type, content }: Leaf): boolean {
  return (
    type.type.startsWith("message/") ||
    content.names.some((name) => /^(?:eml|mht|mhtml|msg|nws)$/.test(extensionOf(name)))
  );
}

async function settleFiles(
  walk: Walk,
  place: Place,
  label: string,
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
): Promise<void> {
  if (files.length > MOST_IN_TEXT) note(walk, "scan-incomplete", place.path, "files-in-text");
  for (const [index, file] of files.slice(0, MOST_IN_TEXT).entries()) {
    const path = `${place.path}.${label}${index + 1}`;
    if (!within(walk, path, file.bytes.length)) return;
    await settleBytes(walk, { ...place, path, attached: true }, [file.name], file.bytes);
  }
}

/** Settles bytes that stand without header fields of their own. */
export async function settleBytes(
  walk: Walk,
  place: Omit<Place, "source" | "start" | "end">,
  names: readonly string[],
  bytes: Buffer,
): Promise<void> {
  const type = { type: "application/octet-stream", parameters: new Map() };
  const content: ContentHeaders = {
    types: [type],
    encoding: { encodings: ["identity"], conflict: null, tidied: false },
    names: names.filter((name) => name !== ""),
    charsets: [],
    disposition: "attachment",
    contentId: null,
    conflicts: [],
  };
  const span = { start: 0, end: bytes.length };
  await settleLeaf(
    walk,
    { ...place, source: bytes, ...span },
    { headers: [], ...span, content, type, encodings: ["identity"] },
  );
}
