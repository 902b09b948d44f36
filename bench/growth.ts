import type { PolicySet } from "../src/contracts/policies.ts";
import { parsePolicies } from "../src/policy/parse-policies.ts";
import { atMost, type Report, type Row } from "./benchmark.ts";
import { html, manyParts, nested, plainText } from "./corpus/messages.ts";
import { seeded } from "./corpus/random.ts";
import { asPolicies, someRules } from "./corpus/rules.ts";
import { judgeWith } from "./judging.ts";
import { compare, ms } from "./measure.ts";

type Case = {
  readonly what: string;
  readonly raw: (size: number) => Buffer;
  readonly policies: (size: number) => PolicySet;
};

const small = asPolicies(someRules(100, 5));
const mail = plainText(seeded(5), 20_000, "");

const cases: readonly (Case & { readonly size: number })[] = [
  {
    what: "text of 200 and 400 KB",
    size: 200_000,
    raw: (size) => plainText(seeded(5), size, ""),
    policies: () => small,
  },
  { what: "html of 200 and 400 KB", size: 200_000, raw: (size) => html(seeded(5), size, ""), policies: () => small },
  { what: "500 and 1,000 parts", size: 500, raw: (size) => manyParts(seeded(5), size, ""), policies: () => small },
  { what: "depth 4 and 8", size: 4, raw: (size) => nested(seeded(5), size - 1, ""), policies: () => small },
  { what: "500 and 1,000 policies", size: 500, raw: () => mail, policies: manyPolicies },
  { what: "5,000 and 10,000 phrases", size: 5_000, raw: () => mail, policies: manyPhrases },
];

/** How cost grows when something doubles. */
export async function growth(): Promise<Report> {
  const rows: Row[] = [];
  for (const one of cases) rows.push(await doubled(one));
  return { title: "Growth", notes: ["CPU time to read and judge when one thing doubles."], rows };
}

async function doubled({ what, size, raw, policies }: Case & { size: number }): Promise<Row> {
  const runs = [size, 2 * size].map((of) => {
    const judgeOne = judgeWith(policies(of));
    const message = raw(of);
    return { run: () => judgeOne(message) };
  });
  const [once = 0, twice = 0] = await compare(runs);
  return atMost(what, twice / once, 2.2, "×", `${ms(once)} and ${ms(twice)}`);
}

function manyPolicies(count: number): PolicySet {
  const policies = Array.from({ length: count }, (_, index) => ({
    id: `policy-${index}`,
    name: `Policy ${index}`,
    conditions: {
      all: [
        { type: "recipient-domain", settings: { domains: [`d${index}.example`] } },
        { type: "words", settings: { words: [`codeword${index}`] } },
      ],
    },
    disposition: "encrypt",
  }));
  return parsed({ policies });
}

function manyPhrases(count: number): PolicySet {
  const entries = someRules(count, 1).phrases.map((phrase) => ({ phrase }));
  const conditions = { type: "dictionary", settings: { dictionary: "words" } };
  return parsed({
    dictionaries: [{ id: "words", name: "Words", entries }],
    policies: [{ id: "words", name: "Words", conditions, disposition: "encrypt" }],
  });
}

function parsed(content: object): PolicySet {
  const outcome = parsePolicies({ version: 1, companyDomains: ["company.example"], ...content });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems[0]));
  return outcome.policies;
}
