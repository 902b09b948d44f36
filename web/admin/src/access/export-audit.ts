import type { AuditAnswer, AuditRootsAnswer } from "../../../../src/contracts/admin-api/audit.ts";
import type { AuditedEntry } from "../../../../src/contracts/audit-file.ts";
import { auditFileLines } from "../../../../src/contracts/audit-file-lines.ts";
import { get } from "../api.ts";

/** The whole log with its signatures, as `sealgate audit verify` reads it. */
export async function exportAudit(): Promise<string> {
  const entries: AuditedEntry[] = [];
  for (;;) {
    const after = entries.at(-1)?.entry.seq ?? 0;
    const answer = await get<AuditAnswer>(`api/audit?limit=200&after=${after}`);
    entries.push(...answer.entries);
    if (answer.cursor === undefined) break;
  }
  const { publicKey, roots } = await get<AuditRootsAnswer>("api/audit/roots");
  const last = entries.at(-1)?.entry.seq ?? 0;
  const header = { format: "sealgate-audit", version: 1, exportedAt: new Date().toISOString(), publicKey } as const;
  const own = roots.filter(({ seq }) => seq <= last);
  return `${auditFileLines(header, entries, own).join("\n")}\n`;
}
