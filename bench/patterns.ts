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
      "The alternation is V8's; both find the same phrases. Evil patterns are asked of 200 KB on which they are at their worst; above the budget the message closes.",
    ],
    rows: [await phrases(), ...(await evil())],
  };
}

/** Phrases that begin like the prose around them, as terms of a trade do, in any case. */
async function phrases(): Promise<Row> {
  const random = seeded(10);
  const invented = someRules(10_000, 3).phrases;
  const list = invented.map((phrase) => `${random.pick(vocabulary)} ${phrase}`);
  const text = `${prose(seeded(6), 60_000)} ${list[7]?.toUpperCase()} and ${list[9_990]} ${prose(seeded(8), 60_000)}`;
  const index = new PhraseIndex(list.map(foldPhrase));
  const alternation = new RegExp(`(?:${[...list].sort((a, b) => b.length - a.length).join("|")})`, "giu");
  const found = new Set<string>();
  index.search(text, (phrase) => found.add(index.phrases[phrase] as string));
  const native = [...text.matchAll(alternation)].map(([hit]) => foldPhrase(hit));
  assert.equal(native.length, 2);
  for (const hit of native) assert.ok(found.has(hit), "a phrase of the alternation was not found");
  const [ours = 0, theirs = 0] = await compare([
    { run: () => index.search(text, () => {}) },
    { run: () => [...text.matchAll(alternation)].length },
  ]);
  return atLeast(
    "10,000 phrases",
    theirs / ours,
    20,
    `${ms(ours)} against ${ms(theirs)} for ${text.length} characters`,
  );
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
