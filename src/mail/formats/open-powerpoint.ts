import { cleanText, ROW } from "../text-views.ts";
import { openCompound, streamOf } from "./compound-file.ts";
import { embeddedMembers } from "./embedded-storages.ts";
import { closed, type Opened } from "./format.ts";

const types = { chars: 0x0fa0, bytes: 0x0fa8, string: 0x0fba, tags: 0x138b } as const;
const ENCRYPTED = 0xf3d1c4df;
const DEEPEST = 40;

/** Opens a PowerPoint presentation of 97 to 2003: text of slides, notes, masters and remarks. */
export function openPowerpoint(bytes: Buffer): Opened {
  const root = openCompound(bytes);
  const document = streamOf(root, "PowerPoint Document");
  if (document === null) return closed("corrupt", "powerpoint-document");
  const user = streamOf(root, "Current User");
  if (user !== null && user.length >= 16 && user.readUInt32LE(12) === ENCRYPTED) {
    return closed("encrypted", "application/vnd.ms-powerpoint");
  }
  const lines: string[] = [];
  const whole = walk(document, 0, document.length, 0, lines);
  return {
    members: embeddedMembers(root),
    findings: whole ? [] : [{ kind: "corrupt", detail: "powerpoint-records" }],
    read: () => ({ texts: [{ view: "seen", text: lines.join(ROW) }], findings: [] }),
  };
}

function walk(bytes: Buffer, start: number, end: number, depth: number, lines: string[]): boolean {
  let at = start;
  while (at + 8 <= end) {
    const version = bytes.readUInt16LE(at) & 0xf;
    const type = bytes.readUInt16LE(at + 2);
    const from = at + 8;
    const to = from + bytes.readUInt32LE(at + 4);
    if (to > end || depth > DEEPEST) return false;
    if (version === 0xf && !walk(bytes, from, to, depth + 1, lines)) return false;
    if (type === types.tags) walk(bytes, from, to, depth + 1, lines);
    const text =
      type === types.chars || type === types.string
        ? bytes.toString("utf16le", from, to)
        : type === types.bytes
          ? bytes.toString("latin1", from, to)
          : "";
    if (version !== 0xf && text !== "") lines.push(cleanText(text).replace(/[\r\v]/g, "\n"));
    at = to;
  }
  return true;
}
