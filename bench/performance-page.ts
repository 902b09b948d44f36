import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import type { Report } from "./benchmark.ts";

const page = join(import.meta.dirname, "..", "docs", "performance.md");
const preamble = `# Performance

Figures of \`npm run bench\`: CPU time of the process, contenders in turn within one run, medians of the rounds, ratios
rather than times. That both sides find the same is asserted before any time is taken. A missed goal lets the command
fail. \`npm run bench -- read\` runs one benchmark; \`-- --write\` puts the figures here.
`;

/** This machine in one line, without names of hosts. */
export function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} × ${first?.model.trim()}, ${memory} GiB`;
}

/** A report as a Markdown section. */
export function tableOf({ title, notes, rows }: Report): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const table = [
    line(["What", "Measured", "Goal", ""]),
    line(["---", "---", "---", "---"]),
    ...rows.map(({ what, measured, goal, outcome }) => line([what, measured, goal, outcome])),
  ];
  return [`## ${title}`, "", ...notes.flatMap((note) => [note, ""]), ...table].join("\n");
}

/** Puts a report in place of its earlier section; the other sections stay. */
export function writePage(report: Report): void {
  const sections = new Map<string, string>();
  for (const section of existsSync(page)
    ? readFileSync(page, "utf8")
        .split(/^(?=## )/m)
        .slice(1)
    : [])
    sections.set(section.slice(3, section.indexOf("\n")), section.trim());
  sections.set(report.title, `${tableOf(report)}\n\nMeasured ${machine()}.`);
  writeFileSync(page, `${[preamble, ...sections.values()].join("\n\n").replace(/\n{3,}/g, "\n\n")}\n`);
}
