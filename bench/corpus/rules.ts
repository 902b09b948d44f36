import type { PolicySet } from "../../src/contracts/policies.ts";
import { parsePolicies } from "../../src/policy/parse-policies.ts";
import { type Random, seeded } from "./random.ts";

/** What a gateway of some size looks for: the same for us and for every peer. */
export type Rules = {
  readonly detectors: readonly string[];
  readonly phrases: readonly string[];
  /** Regular expressions that PCRE and RE2 read alike. */
  readonly patterns: readonly string[];
  /** Sentences that hold some of it: a card, a number, an account, three phrases and three pattern hits. */
  readonly plants: string;
};

const syllables = [
  "ban",
  "cor",
  "del",
  "fen",
  "gri",
  "hul",
  "jom",
  "kra",
  "lim",
  "mov",
  "nes",
  "pul",
  "quo",
  "rix",
  "sta",
];

/** Three detectors, so many phrases, so many patterns. */
export function someRules(phraseCount = 1_000, patternCount = 50): Rules {
  const random = seeded(7);
  const phrases = distinct(phraseCount, () => phrase(random));
  const prefixes = distinct(patternCount, () => word(random, 2).toUpperCase());
  return {
    detectors: ["payment-card", "us-ssn", "iban"],
    phrases,
    patterns: prefixes.map(pattern),
    plants: [
      "Please charge the card 4111 1111 1111 1111 today.",
      "Her social security number (SSN) is 536-22-8471.",
      "Transfer it to the IBAN DE89 3704 0044 0532 0130 00.",
      ...[3, 500, 998].map((index) => `It is about ${phrases[index % phraseCount]} again.`),
      ...[0, 1, 2].map((index) => `See ${hitOf(prefixes[index] as string, index)} for that.`),
    ].join("\r\n"),
  };
}

/** The rules as a policies file: one policy for each detector, the dictionary and each pattern. */
export function asPolicies({ detectors, phrases, patterns }: Rules): PolicySet {
  const scopes = ["subject", "body", "attachments"];
  const policy = (id: string, conditions: unknown) => ({
    id,
    name: id,
    auditOnly: true,
    conditions,
    disposition: "encrypt",
  });
  const parsed = parsePolicies({
    version: 1,
    companyDomains: ["company.example"],
    dictionaries: [{ id: "words", name: "Words", wholeWords: false, entries: phrases.map(entry) }],
    policies: [
      ...detectors.map((detector) => policy(detector, { type: "detector", settings: { detector } })),
      policy("dictionary", { type: "dictionary", settings: { dictionary: "words", scopes } }),
      ...patterns.map((one, index) =>
        policy(`pattern-${index}`, { type: "pattern", settings: { pattern: one, scopes, matchCase: true } }),
      ),
    ],
  });
  if (!parsed.ok) throw new Error(`bench rules: ${JSON.stringify(parsed.problems.slice(0, 3))}`);
  return parsed.policies;
}

/** Each phrase counts once and by a number of its own, so that the score tells which were found. */
function entry(phrase: string, index: number) {
  return { phrase, weight: 1 + (index % 1_000), maximum: 1 + (index % 1_000) };
}

/** Four in five begin with letters of their own; the others with a class, so that no literal helps. */
function pattern(prefix: string, index: number): string {
  if (index % 5 === 2) return `\\b[A-Z]{2}${index}\\d{6}[A-Z]\\b`;
  if (index % 5 === 1) return `\\b(?:${prefix}|${prefix.toLowerCase()})[ -]?\\d{4,6}\\b`;
  return `\\b${prefix}-\\d{4}-[A-Z]{2}\\b`;
}

function hitOf(prefix: string, index: number): string {
  return [`${prefix}-4711-AB`, `${prefix} 47110`, "XY2471100Z"][index] as string;
}

function phrase(random: Random): string {
  return Array.from({ length: 1 + random.below(3) }, () => word(random, 2 + random.below(2))).join(" ");
}

function word(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.pick(syllables)).join("");
}

function distinct(count: number, make: () => string): string[] {
  const all = new Set<string>();
  while (all.size < count) all.add(make());
  return [...all];
}
