import { type CompoundEntry, openCompound } from "./compound-file.ts";
import { type Budget, type FormatFinding, type FormatText, type Member, memberOf, type Opened } from "./format.ts";
import {
  ATTACH_DATA,
  attachmentNames,
  charsetOfCodePage,
  isString,
  type MapiProperty,
  mapiBodies,
  mapiTexts,
} from "./mapi-properties.ts";
import { objectMembers } from "./ole-objects.ts";

type Gathered = {
  readonly texts: FormatText[];
  readonly members: Member[];
  readonly findings: FormatFinding[];
  messages: number;
};

const DEEPEST = 10;

/** Opens an Outlook message: its texts, bodies, attachments, and the messages inside it. */
export function openOutlook(bytes: Buffer, budget: Budget): Opened {
  const gathered: Gathered = { texts: [], members: [], findings: [], messages: 0 };
  gatherMessage(openCompound(bytes), budget, gathered, 0);
  return {
    members: gathered.members,
    findings: gathered.findings,
    read: () => ({ texts: gathered.texts, findings: [] }),
  };
}

function gatherMessage(storage: CompoundEntry, budget: Budget, gathered: Gathered, depth: number): void {
  if (depth > DEEPEST) {
    gathered.findings.push({ kind: "too-deep", detail: "outlook" });
    return;
  }
  const properties = propertiesOf(storage);
  const charset = charsetOfCodePage(codePageOf(storage, depth));
  const place = depth === 0 ? "message" : `embedded message ${gathered.messages}`;
  gathered.messages += 1;
  gathered.texts.push(...mapiTexts(properties, charset, place));
  gathered.members.push(...mapiBodies(properties, charset, budget));
  for (const child of storage.children) {
    if (child.kind !== "storage") continue;
    if (/^__recip/i.test(child.name)) gathered.texts.push(...mapiTexts(propertiesOf(child), charset, place));
    else if (/^__attach/i.test(child.name)) gatherAttachment(child, charset, budget, gathered, depth);
    else if (!/^__nameid/i.test(child.name)) gathered.members.push(...objectMembers(child, []));
  }
}

function gatherAttachment(
  storage: CompoundEntry,
  charset: string,
  budget: Budget,
  gathered: Gathered,
  depth: number,
): void {
  const properties = propertiesOf(storage);
  const names = attachmentNames(properties, charset);
  gathered.texts.push(...mapiTexts(properties, charset, "attachment"));
  for (const { id, bytes } of properties) if (id === ATTACH_DATA) gathered.members.push(memberOf(names, bytes));
  for (const child of storage.children) {
    if (child.kind !== "storage" || !child.name.startsWith("__substg1.0_3701")) continue;
    if (child.children.some(({ name }) => name.startsWith("__properties"))) {
      gatherMessage(child, budget, gathered, depth + 1);
    } else gathered.members.push(...objectMembers(child, names));
  }
}

function propertiesOf(storage: CompoundEntry): MapiProperty[] {
  const properties: MapiProperty[] = [];
  for (const { name, kind, read } of storage.children) {
    const found = /^__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})(?:-[0-9A-F]{8})?$/i.exec(name);
    if (found === null || kind !== "stream") continue;
    const id = Number.parseInt(found[1] as string, 16);
    const type = Number.parseInt(found[2] as string, 16);
    if (type === 0x102 || isString({ type })) properties.push({ id, type, bytes: read() });
  }
  return properties.sort((a, b) => rank(a.id) - rank(b.id));
}

/** Subject and body come first. */
function rank(id: number): number {
  return id === 0x37 ? 0 : id === 0x1000 ? 1 : 2;
}

/** The code page stands among the fixed-size properties. */
function codePageOf(storage: CompoundEntry, depth: number): number {
  const fixed = storage.children.find(({ name }) => name.startsWith("__properties"))?.read() ?? Buffer.alloc(0);
  let found = 0;
  for (let at = depth === 0 ? 32 : 24; at + 16 <= fixed.length; at += 16) {
    const tag = fixed.readUInt32LE(at);
    if (tag === 0x3ffd0003 || (tag === 0x3fde0003 && found === 0)) found = fixed.readUInt32LE(at + 8);
  }
  return found;
}
