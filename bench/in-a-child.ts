import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What one message cost a process of its own. */
export type Cost = {
  readonly cpuMs: number;
  /** Peak of resident memory above that before the message was loaded. */
  readonly peakBytes: number;
  readonly findings: readonly string[];
};

/** Reads and judges (and seals) one message in a child process that has warmed up on a small one. */
export function costOf(raw: Buffer, { seal = false }: { seal?: boolean } = {}): Cost {
  const folder = mkdtempSync(join(tmpdir(), "sealgate-bench-"));
  try {
    const file = join(folder, "message.eml");
    writeFileSync(file, raw);
    const args = ["--expose-gc", join(import.meta.dirname, "judge-child.ts"), file, ...(seal ? ["seal"] : [])];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`the child failed: ${stderr}`);
    return JSON.parse(stdout) as Cost;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
