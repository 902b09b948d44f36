import type { AuditAnswer, AuditRootsAnswer } from "./admin-api/audit.ts";
import type { AuditedEntry, AuditFileHeader } from "./audit-file.ts";
import { auditFileLines } from "./audit-file-lines.ts";

/** The whole log as a file that `sealgate audit verify` reads, with how many entries; `get` asks the admin API. */
export async function exportAudit(
  get: <Answer>(path: string) => Promise<Answer>,
  now: Date,
): Promise<{ readonly text: string; readonly entries: number }> {
  const entries: AuditedEntry[] = [];
  for (;;) {
    const after = entries.at(-1)?.entry.seq ?? 0;
    const answer = await get<AuditAnswer>(`api/audit?limit=200&after=${after}`);
    entries.push(...answer.entries);
    if (answer.cursor === undefined) break;
  }
  const { publicKey, roots } = await get<AuditRootsAnswer>("api/audit/roots");
  const last = entries.at(-1)?.entry.seq ?? 0;
  const header: AuditFileHeader = { format: "sealgate-audit", version: 1, exportedAt: now.toISOString(), publicKey };
  const own = roots.filter(({ seq }) => seq <= last);
  return { text: `${auditFileLines(header, entries, own).join("\n")}\n`, entries: entries.length };
}
