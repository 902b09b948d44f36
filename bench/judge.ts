import assert from "node:assert/strict";
import { atLeast, forInformation, notRun, type Report, type Row } from "./benchmark.ts";
import { type Sample, someMessages } from "./corpus/messages.ts";
import { asPolicies, type Rules, someRules } from "./corpus/rules.ts";
import { heldPolicies, judgeWith } from "./judging.ts";
import { compare, geometricMean, ms } from "./measure.ts";
import { type Rspamd, rspamdVersion, startRspamd } from "./rspamd/server.ts";

const title = "Judging against rspamd";
const what = "read, 3 detectors, 1,000 phrases, 50 patterns";

/** Reading and judging against rspamd's scanner with the same rules, after both have found the same. */
export async function judge(): Promise<Report> {
  const rules = someRules();
  const samples = someMessages(rules.plants);
  const version = rspamdVersion();
  if (version === null) return { title, notes: [], rows: await withoutPeer(rules, samples) };
  const rspamd = await startRspamd(version, rules);
  try {
    const ratios: number[] = [];
    const rows: Row[] = [];
    for (const sample of samples) {
      const { ratio, row } = await against(rspamd, rules, sample);
      ratios.push(ratio);
      rows.push(row);
    }
    return {
      title,
      notes: [
        `rspamd ${version} of the distribution's package, its regular expressions and phrases compiled by Hyperscan, CPU time of its scanner. Both look for ${what.slice(6)}; ours always asks every detector.`,
      ],
      rows: [...rows, atLeast("geometric mean", geometricMean(ratios), 2)],
    };
  } finally {
    await rspamd.stop();
  }
}

async function against(rspamd: Rspamd, rules: Rules, { name, raw }: Sample): Promise<{ ratio: number; row: Row }> {
  const judgeOne = judgeWith(asPolicies(rules));
  assert.deepEqual(await ourHits(judgeOne, raw), await theirHits(rspamd, raw), `${name}: the hits differ`);
  const [ours = 0, theirs = 0] = await compare([
    { run: () => judgeOne(raw) },
    { run: () => rspamd.check(raw), cpu: () => rspamd.cpu() },
  ]);
  const ratio = theirs / ours;
  return { ratio, row: atLeast(name, ratio, 1, `${ms(ours)} against ${ms(theirs)}`) };
}

/** What was found, in the same words for both. */
type Hits = { readonly rules: readonly string[]; readonly phrases: number };

async function ourHits(judgeOne: ReturnType<typeof judgeWith>, raw: Buffer): Promise<Hits> {
  const { facts, judgement } = await judgeOne(raw);
  const rules = heldPolicies(judgement).sort();
  const score = Math.max(0, ...Object.values(facts.answers).map((answer) => answer.score ?? 0));
  return { rules, phrases: score };
}

async function theirHits(rspamd: Rspamd, raw: Buffer): Promise<Hits> {
  const names: Readonly<Record<string, string>> = { CARD: "payment-card", SSN: "us-ssn", IBAN: "iban" };
  const symbols = await rspamd.check(raw);
  const rules = [...symbols.keys()].map((name) => names[name] ?? name.toLowerCase().replace("_", "-")).sort();
  const phrases = (symbols.get("DICTIONARY") ?? []).reduce((sum, index) => sum + Number(index), 0);
  return { rules, phrases };
}

async function withoutPeer(rules: Rules, samples: readonly Sample[]): Promise<Row[]> {
  const judgeOne = judgeWith(asPolicies(rules));
  const rows: Row[] = [notRun("rspamd", "not installed (apt-get install rspamd)")];
  for (const { name, raw } of samples) {
    const [ours = 0] = await compare([{ run: () => judgeOne(raw) }]);
    rows.push(forInformation(`${name}: ${what}`, ms(ours)));
  }
  return rows;
}
