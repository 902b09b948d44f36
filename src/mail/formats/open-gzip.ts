import { decodeTexts } from "../charset.ts";
import { type Budget, closed, type FormatFinding, memberOf, type Opened, SMALL } from "./format.ts";
import { inflate, inflateSome } from "./inflate.ts";

/** Opens a gzip file: one file inside, named by its header or by the outer name. */
export function openGzip(bytes: Buffer, budget: Budget, names: readonly string[]): Opened {
  if (bytes.length < 18) return closed("corrupt", "gzip");
  const stated = bytes.readUInt32LE(bytes.length - 4);
  const most = Math.min(budget.left(), Math.max(SMALL, bytes.length * budget.ratio));
  if (stated > most && stated < 0x7fffffff) return closed("scan-incomplete", "ratio");
  const unpacked = inflate("gzip", bytes, most, stated < most ? stated : 0);
  const findings: FormatFinding[] = [];
  let content = unpacked.bytes;
  if (content === null) {
    if ("fault" in unpacked && unpacked.fault === "too-large") return closed("scan-incomplete", "ratio");
    findings.push({ kind: "corrupt", detail: "gzip" });
    content = inflateSome("gzip", bytes, most);
  }
  if (!budget.take(content.length)) return closed("scan-incomplete", "unpacked-bytes");
  const inner = [...statedName(bytes), ...names.map(withoutEnding)].filter((name) => name !== "");
  return {
    members: [memberOf([...new Set(inner)], content)],
    findings,
    read: () => ({ texts: [], findings: [] }),
  };
}

function statedName(bytes: Buffer): string[] {
  const flags = bytes[3] as number;
  if ((flags & 8) === 0) return [];
  const start = (flags & 4) === 0 ? 10 : 12 + bytes.readUInt16LE(10);
  const end = bytes.indexOf(0, start);
  return end < 0 || end - start > 4_096 ? [] : [...decodeTexts(bytes.subarray(start, end), []).texts];
}

function withoutEnding(name: string): string {
  return name.replace(/\.tgz$/i, ".tar").replace(/\.(?:gz|gzip|z)$/i, "");
}
