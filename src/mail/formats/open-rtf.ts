import type { Budget, FormatFinding, Member, Opened } from "./format.ts";
import { readOleOne } from "./ole-objects.ts";
import { RtfReader } from "./rtf-reader.ts";

/** Opens an RTF document: its text and the objects embedded in it. */
export function openRtf(bytes: Buffer, budget: Budget): Opened {
  const reader = new RtfReader(bytes.toString("latin1")).read();
  const findings: FormatFinding[] = [];
  if (reader.tooDeep) findings.push({ kind: "too-deep", detail: "rtf" });
  const members: Member[] = [];
  for (const digits of reader.objects) {
    const data = Buffer.from(digits.replace(/[^0-9a-f]/gi, ""), "hex");
    if (data.length < 16) continue;
    if (!budget.take(data.length)) {
      findings.push({ kind: "scan-incomplete", detail: "unpacked-bytes" });
      break;
    }
    const member = readOleOne(data);
    if (member !== null) members.push(member);
  }
  return { members, findings, read: () => ({ texts: reader.texts(), findings: [] }) };
}
