import type { Detector } from "../src/policy/detectors/define-detector.ts";
import { iban } from "../src/policy/detectors/iban.ts";
import { detectors } from "../src/policy/detectors/index.ts";
import { paymentCard } from "../src/policy/detectors/payment-card.ts";
import { TextScan } from "../src/policy/detectors/scan-text.ts";
import { usSsn } from "../src/policy/detectors/us-ssn.ts";
import { businessText } from "../test/support/business-text.ts";
import { hostileTexts } from "../test/support/hostile-texts.ts";
import { SeededRandom } from "../test/support/seeded-random.ts";

// Prints megabytes per CPU second of each detector on business text, their ratio to a loop over the same characters,
// and how the cost of all of them grows when a hostile text doubles. Exits with 1 when a goal is missed.

const GOAL_OF_THREE = 0.4;
const MOST_GROWTH = 2.2;
const HOSTILE = 200_000;

/** The median CPU time of some rounds, in microseconds. */
function cpu(work: () => unknown, rounds = 7): number {
  work();
  const times = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return times.sort((a, b) => a - b)[rounds >> 1] as number;
}

function flat(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

const lines = [...businessText(new SeededRandom(1), 20_000)].map(({ text }) => text);
const mixed = flat(lines.join("\n"));
const prose = flat(
  lines
    .filter((line, index) => index % 33 < 2 || (index % 11 === 0 && line.length < 200))
    .join(" \n")
    .repeat(6),
);

function loop(text: string): number {
  let digits = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) digits += 1;
  }
  return digits;
}

let missed = 0;
const speed = (list: readonly Detector[], text: string) => {
  const scan = new TextScan(list);
  return text.length / cpu(() => scan.find(text));
};

for (const [name, text] of [
  ["prose", prose],
  ["lines full of numbers", mixed],
] as const) {
  const base = text.length / cpu(() => loop(text));
  const three = speed([paymentCard, usSsn, iban], text);
  const ratio = three / base;
  if (name === "prose" && ratio < GOAL_OF_THREE) missed += 1;
  console.log(`${name} (${(text.length / 1e6).toFixed(1)} MB): byte loop ${base.toFixed(0)} MB per CPU-s`);
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
  const growth = cpu(() => all.find(whole), 5) / cpu(() => all.find(half), 5);
  const seconds = cpu(() => all.find(whole), 3) / 1e6;
  if (growth > MOST_GROWTH && seconds > 0.05) missed += 1;
  console.log(`  ${name.padEnd(28)} ${growth.toFixed(2)}  ${seconds.toFixed(3)} s`);
}
process.exitCode = missed === 0 ? 0 : 1;
