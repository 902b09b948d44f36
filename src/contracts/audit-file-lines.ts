import type { AuditedEntry, AuditFileHeader, AuditRoot } from "./audit-file.ts";

/** The lines of a file with these entries, from the first on, and each root behind its entry. */
export function auditFileLines(
  header: AuditFileHeader,
  entries: readonly AuditedEntry[],
  roots: readonly AuditRoot[],
): string[] {
  const bySeq = Map.groupBy(roots, ({ seq }) => seq);
  const lines: unknown[] = [header];
  for (const each of entries) {
    lines.push(each, ...(bySeq.get(each.entry.seq) ?? []).map((root) => ({ root })));
  }
  return lines.map((line) => JSON.stringify(line));
}
