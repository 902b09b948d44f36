import type { Detector } from "../src/policy/detectors/define-detector.ts";
import { iban } from "../src/policy/detectors/iban.ts";
import { detectors } from "../src/policy/detectors/index.ts";
import { paymentCard } from "../src/policy/detectors/payment-card.ts";
import { TextScan } from "../src/policy/detectors/scan-text.ts";
import { usSsn } from "../src/policy/detectors/us-ssn.ts";
import { businessLines, businessText } from "../test/support/business-text.ts";
import { hostileTexts } from "../test/support/hostile-texts.ts";
import { SeededRandom } from "../test/support/seeded-random.ts";
import { median } from "./measure.ts";

// Prints megabytes per CPU second of each detector on business text, their ratio to a loop over the same characters,
// and how the cost of all of them grows when a hostile text doubles. Exits with 1 when a goal is missed.

const GOAL_OF_THREE = 0.4;
const MOST_GROWTH = 2.2;
const HOSTILE = 200_000;
/** Seconds below which growth is told but not judged: other work of the machine weighs too much. */
const SHORT = 0.05;

/** CPU microseconds of one run. */
function once(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** The median CPU time of some rounds after so long a warm-up, in microseconds. */
function cpu(work: () => unknown, { rounds = 7, warmUp = 100_000 } = {}): number {
  for (let used = 0; used < warmUp; ) used += once(work) + 1;
  return median(Array.from({ length: rounds }, () => once(work)));
}

/** Median CPU times of two works that take turns. */
function interleaved(first: () => unknown, second: () => unknown): [number, number] {
  cpu(first, { rounds: 1, warmUp: 500_000 });
  cpu(second, { rounds: 1, warmUp: 500_000 });
  const rounds = Array.from({ length: 21 }, () => [once(first), once(second)] as const);
  return [median(rounds.map(([time]) => time)), median(rounds.map(([, time]) => time))];
}

/** The least CPU times of two works that take turns, for short ones over many runs: only others' load adds to them. */
function leastOf(first: () => unknown, second: () => unknown): [number, number] {
  const runs = Math.max(1, Math.ceil(20_000 / (once(second) + 1)));
  const many = (work: () => unknown) => once(() => Array.from({ length: runs }, work)) / runs;
  const rounds = Array.from({ length: 7 }, () => [many(first), many(second)] as const);
  return [Math.min(...rounds.map(([time]) => time)), Math.min(...rounds.map(([, time]) => time))];
}

function flat(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** Messages of some forty lines; one in so many lines holds numbers, the others are sentences. */
function messages(seed: number, every: number): string[] {
  const r = new SeededRandom(seed);
  const numbers = businessText(r, 40 * 400);
  const prose = businessLines.prose as (random: SeededRandom) => string;
  return Array.from({ length: 400 }, () => {
    const lines = Array.from({ length: 40 }, (_, line) => (line % every === 0 ? numbers.next().value?.text : prose(r)));
    return flat(lines.join("\r\n"));
  });
}

function loop(text: string): number {
  let digits = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) digits += 1;
  }
  return digits;
}

function digitShare(texts: readonly string[]): string {
  return `${((100 * texts.reduce((sum, text) => sum + loop(text), 0)) / sizeOf(texts)).toFixed(1)} %`;
}

let missed = 0;
const sizeOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);
const speed = (list: readonly Detector[], texts: readonly string[]) => {
  const scan = new TextScan(list);
  return sizeOf(texts) / cpu(() => texts.forEach((text) => void scan.find(text)));
};

for (const [name, text] of [
  ["prose", messages(1, 25)],
  ["lines full of numbers", messages(2, 1)],
] as const) {
  const scan = new TextScan([paymentCard, usSsn, iban]);
  const [byLoop, byThree] = interleaved(
    () => text.forEach((one) => void loop(one)),
    () => text.forEach((one) => void scan.find(one)),
  );
  const base = sizeOf(text) / byLoop;
  const three = sizeOf(text) / byThree;
  const ratio = three / base;
  if (name === "prose" && ratio < GOAL_OF_THREE) missed += 1;
  console.log(
    `${name} (${(sizeOf(text) / 1e6).toFixed(1)} MB, ${digitShare(text)} digits): byte loop ${base.toFixed(0)} MB per CPU-s`,
  );
  console.log(
    `  card + SSN + IBAN ${three.toFixed(0)} MB per CPU-s, ${ratio.toFixed(2)} of the loop (goal ${GOAL_OF_THREE})`,
  );
  console.log(`  all ${detectors.length} together ${speed(detectors, text).toFixed(1)} MB per CPU-s`);
  for (const detector of detectors) console.log(`  ${detector.type.padEnd(28)} ${speed([detector], text).toFixed(0)}`);
}

console.log(`growth of all detectors from ${HOSTILE / 2} to ${HOSTILE} characters (goal at most ${MOST_GROWTH})`);
const all = new TextScan(detectors);
for (const [name, make] of Object.entries(hostileTexts)) {
  const [half, whole] = [flat(make(HOSTILE / 2)), flat(make(HOSTILE))];
  const [small, large] = leastOf(
    () => all.find(half),
    () => all.find(whole),
  );
  const growth = large / small;
  const seconds = large / 1e6;
  if (growth > MOST_GROWTH && seconds > SHORT) missed += 1;
  console.log(`  ${name.padEnd(28)} ${growth.toFixed(2)}  ${seconds.toFixed(3)} s`);
}
process.exitCode = missed === 0 ? 0 : 1;
