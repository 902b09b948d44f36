import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { forInformation, type Report, type Row } from "./benchmark.ts";

/** What detectors.ts prints, as rows: the three detectors against a loop over the same text, and how cost grows. */
export async function detectorSpeed(): Promise<Report> {
  const script = join(import.meta.dirname, "detectors.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  const text =
    /^(prose|lines full of numbers) [^\n]*\n +card \+ SSN \+ IBAN (\d+) MB per CPU-s, ([\d.]+) of the loop \(goal ([\d.]+)\)\n +all (\d+) together ([\d.]+)/gm;
  const rows: Row[] = [];
  for (const [, name, speed, ratio, goal, count, all] of stdout.matchAll(text)) {
    const measured = `${ratio} × (${speed} MB per CPU-s)`;
    const what = `card + SSN + IBAN in ${name}`;
    if (name === "prose") {
      const outcome = Number(ratio) >= Number(goal) ? "met" : "missed";
      rows.push({ what, measured, goal: `≥ ${goal} × a byte loop`, outcome });
    } else rows.push(forInformation(what, measured));
    rows.push(forInformation(`all ${count} detectors in ${name}`, `${all} MB per CPU-s`));
  }
  if (rows.length === 0) throw new Error(`detectors.ts printed nothing to read: ${stderr}`);
  const growths = [...stdout.matchAll(/^ {2}(.+?) +([\d.]+) {2}([\d.]+) s$/gm)].map(([, , growth]) => Number(growth));
  const outcome = status === 0 ? "met" : "missed";
  const measured = `${Math.max(...growths).toFixed(2)} × at most, over ${growths.length} hostile texts`;
  rows.push({ what: "a hostile text doubles", measured, goal: "≤ 2.2 × (above 50 ms)", outcome });
  return { title: "Detectors", notes: ["`node bench/detectors.ts` tells each detector's speed."], rows };
}
