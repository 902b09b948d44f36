import { decodeTexts } from "../charset.ts";
import type { Budget, FormatFinding, Member, Opened } from "./format.ts";

const BLOCK = 512;
const REGULAR = new Set(["0", "\0", "7", ""]);

/** Whether bytes begin with a tar header whose checksum is right. */
export function isTar(bytes: Buffer): boolean {
  return bytes.length >= BLOCK && bytes[0] !== 0 && headerIsWhole(bytes, 0);
}

/** Opens a tar file: ustar, pax and GNU long names; what stands behind its end is read on. */
export function openTar(bytes: Buffer, budget: Budget): Opened {
  const members: Member[] = [];
  const noted = new Map<string, FormatFinding>();
  const note = (kind: FormatFinding["kind"], detail: string) => noted.set(detail, { kind, detail });
  let pax: Readonly<Record<string, string>> = {};
  let longName: string | null = null;
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    if (!headerIsWhole(bytes, at)) {
      if (!isZero(bytes, at)) note("corrupt", "tar-header");
      at += BLOCK;
      continue;
    }
    const kind = bytes.toString("latin1", at + 156, at + 157);
    const size = pax.size === undefined ? numberAt(bytes, at + 124, 12) : Number(pax.size);
    const start = at + BLOCK;
    if (!(size >= 0) || start + size > bytes.length) note("corrupt", "tar-truncated");
    const data = bytes.subarray(start, start + Math.max(0, size || 0));
    at = start + Math.ceil(data.length / BLOCK) * BLOCK;
    if (kind === "x" || kind === "g") pax = { ...pax, ...paxRecords(data) };
    else if (kind === "L") longName = text(data.subarray(0, 65_536));
    else if (kind !== "K") {
      if (kind === "S" || "GNU.sparse.major" in pax) note("unreadable", "tar-sparse");
      if (members.length >= budget.members) {
        note("scan-incomplete", "members");
        break;
      }
      const names = [...new Set([pax.path, longName, headerName(bytes, start - BLOCK)])];
      if (data.length > 0 || REGULAR.has(kind)) members.push(memberAt(names, data, budget));
      pax = {};
      longName = null;
    }
  }
  return { members, findings: [...noted.values()], read: () => ({ texts: [], findings: [] }) };
}

function memberAt(names: readonly (string | null | undefined)[], data: Buffer, budget: Budget): Member {
  return {
    names: names.filter((name): name is string => typeof name === "string" && name !== ""),
    open: () =>
      budget.take(data.length)
        ? { bytes: data, findings: [] }
        : { bytes: null, findings: [{ kind: "scan-incomplete", detail: "unpacked-bytes" }] },
  };
}

function headerName(bytes: Buffer, at: number): string {
  const name = text(bytes.subarray(at, at + 100));
  const prefix =
    bytes.toString("latin1", at + 257, at + 262) === "ustar" ? text(bytes.subarray(at + 345, at + 500)) : "";
  return prefix === "" || bytes[at + 263] === 32 ? name : `${prefix}/${name}`;
}

function text(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return decodeTexts(end < 0 ? bytes : bytes.subarray(0, end), []).texts[0] ?? "";
}

function headerIsWhole(bytes: Buffer, at: number): boolean {
  const stated = numberAt(bytes, at + 148, 8);
  if (!(stated > 0)) return false;
  let sum = 256;
  for (let index = 0; index < BLOCK; index += 1) {
    if (index < 148 || index >= 156) sum += bytes[at + index] as number;
  }
  return sum === stated;
}

/** Octal digits, or a binary number where the first bit is set. */
function numberAt(bytes: Buffer, at: number, length: number): number {
  const first = bytes[at] as number;
  if ((first & 0x80) !== 0) return bytes.readUIntBE(at + length - 6, 6);
  const digits = bytes
    .toString("latin1", at, at + length)
    .replace(/[\0 ]+$/g, "")
    .trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || "0", 8) : Number.NaN;
}

function isZero(bytes: Buffer, at: number): boolean {
  for (let index = at; index < at + BLOCK; index += 1) if (bytes[index] !== 0) return false;
  return true;
}

function paxRecords(data: Buffer): Record<string, string> {
  const records: Record<string, string> = {};
  for (let at = 0; at < data.length; ) {
    const blank = data.indexOf(32, at);
    const length = blank < 0 ? 0 : Number(data.toString("latin1", at, blank));
    if (!(length > 0) || blank - at > 10) break;
    const record = data.toString("utf8", blank + 1, at + length - 1);
    const equals = record.indexOf("=");
    if (equals > 0) records[record.slice(0, equals)] = record.slice(equals + 1);
    at += length;
  }
  return records;
}
