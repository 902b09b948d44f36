import assert from "node:assert/strict";
import { readMessage } from "../src/mail/read-message.ts";
import { collect } from "../src/policy/collect.ts";
import { parsePolicies } from "../src/policy/parse-policies.ts";
import { foldPhrase } from "../src/policy/phrases/fold.ts";
import { PhraseIndex } from "../src/policy/phrases/phrase-index.ts";
import { questionsOf } from "../src/policy/questions-of.ts";
import { atLeast, atMost, forInformation, type Report, type Row } from "./benchmark.ts";
import { prose, vocabulary } from "./corpus/prose.ts";
import { seeded } from "./corpus/random.ts";
import { someRules } from "./corpus/rules.ts";
import { compare, ms, ownCpu } from "./measure.ts";

/** Phrases against a native alternation, and patterns that make a backtracking engine hang. */
export async function patterns(): Promise<Report> {
  return {
    title: "Phrases and patterns",
    notes: [
      "The alternation is V8's; both find the same phrases, also where a line ends between two words. Evil patterns are asked of 200 KB on which they are at their worst; above the budget the message closes.",
    ],
    rows: [...(await phrases()), ...(await evil())],
  };
}

/**
 * Phrases that begin like the prose around them, as terms of a trade do, in any case and broken over lines. The
 * alternation finds the same where it lets any blanks stand between words; over a text whose blanks were made single
 * before, for which it is not charged, and which tells no places of the original, it is far faster.
 */
async function phrases(): Promise<Row[]> {
  const random = seeded(10);
  const list = someRules(10_000, 3).phrases.map((phrase) => `${random.pick(vocabulary)} ${phrase}`);
  const [upper, broken] = [list[7]?.toUpperCase(), list[9_990]?.replace(" ", "\r\n")];
  const text = (size: number) => `${prose(seeded(6), size / 2)} ${upper} and ${broken} ${prose(seeded(8), size / 2)}`;
  const index = new PhraseIndex(list.map(foldPhrase));
  const alternation = (blank: string) => {
    const longestFirst = [...list].sort((a, b) => b.length - a.length);
    return new RegExp(`(?:${longestFirst.map((phrase) => phrase.replaceAll(" ", blank)).join("|")})`, "giu");
  };
  const search = (of: string, pattern: RegExp) => [...of.matchAll(pattern)].map(([hit]) => foldPhrase(hit));
  const against = async (size: number, tidy: (text: string) => string, pattern: RegExp) => {
    const whole = text(size);
    const tidied = tidy(whole);
    const found = new Set<string>();
    index.search(whole, (phrase) => found.add(index.phrases[phrase] as string));
    const native = search(tidied, pattern);
    assert.deepEqual(native.toSorted(), [...found].sort(), "the alternation finds something else");
    const runs = [{ run: () => index.search(whole, () => {}) }, { run: () => search(tidied, pattern).length }];
    const [ours = 0, theirs = 0] = await compare(runs, { rounds: 3 });
    return { ratio: theirs / ours, details: `${ms(ours)} against ${ms(theirs)} for ${whole.length} characters` };
  };
  const same = await against(4_000, (whole) => whole, alternation("\\s+"));
  const tidied = await against(120_000, (whole) => whole.replaceAll(/\s+/g, " "), alternation(" "));
  return [
    atLeast("10,000 phrases", same.ratio, 20, same.details),
    forInformation("10,000 phrases, blanks made single before", `${tidied.ratio.toFixed(2)} × (${tidied.details})`),
  ];
}

const evilOnes: readonly (readonly [pattern: string, unit: string])[] = [
  ["(a+)+$", "a"],
  ["\\s+$", " "],
  ["(\\w+\\s?)+:", "word "],
  ["(a|aa)+b", "a"],
  ["(.*a){20}b", "a"],
  ["^(([a-z])+.)+[A-Z]([a-z])+$", "a"],
  ["(?:a?){50}a{50}b", "a"],
];

async function evil(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [pattern, unit] of evilOnes) {
    const conditions = { type: "pattern", settings: { pattern } };
    const policies = [{ id: "evil", name: "Evil", conditions, disposition: "encrypt" }];
    const parsed = parsePolicies({ version: 1, companyDomains: ["company.example"], policies });
    if (!parsed.ok) {
      rows.push(forInformation(pattern, `refused when saved: ${parsed.problems[0]?.message}`));
      continue;
    }
    const raw = Buffer.from(`Subject: x\r\n\r\n${unit.repeat(200_000 / unit.length)}!\r\n`);
    const before = ownCpu();
    const { answers } = await collect(
      await readMessage(raw),
      { sender: null, recipients: [] },
      questionsOf(parsed.policies),
    );
    const incomplete = Object.values(answers).some((answer) => answer.incomplete === true);
    rows.push(atMost(pattern, (ownCpu() - before) / 1_000, 1, "s", incomplete ? "over budget: closes" : "answered"));
  }
  return rows;
}
