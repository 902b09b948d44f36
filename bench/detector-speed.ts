import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { forInformation, type Report, type Row } from "./benchmark.ts";

/** What detectors.ts prints, as rows: the three detectors against a loop over the same text, and how cost grows. */
export async function detectorSpeed(): Promise<Report> {
  const script = join(import.meta.dirname, "detectors.ts");
  const { stdout, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
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
  const growths = [...stdout.matchAll(/^ {2}(.+?) +([\d.]+) {2}([\d.]+) s$/gm)].map(([, name, growth, seconds]) => ({
    name,
    growth: Number(growth),
    seconds: Number(seconds),
  }));
  const longest = growths.toSorted((a, b) => b.seconds - a.seconds);
  const most = Math.max(...growths.map(({ growth }) => growth));
  const judged = growths.filter(({ seconds }) => seconds > 0.05).map(({ growth }) => growth);
  const outcome = judged.every((growth) => growth <= 2.2) ? "met" : "missed";
  const measured = `${Math.max(0, ...judged).toFixed(2)} × at most over ${judged.length} texts above 50 ms, ${most.toFixed(2)} × over all ${growths.length}`;
  rows.push({ what: "a hostile text doubles", measured, goal: "≤ 2.2 × (above 50 ms)", outcome });
  rows.push(forInformation("the slowest hostile text of 200 KB", `${longest[0]?.seconds} s (${longest[0]?.name})`));
  return { title: "Detectors", notes: ["`node bench/detectors.ts` tells each detector's speed."], rows };
}
