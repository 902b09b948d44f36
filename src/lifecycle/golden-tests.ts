import type { TestResult } from "../contracts/admin-api/drafts.ts";
import { dispositionWords } from "../contracts/disposition-words.ts";
import type { PolicySet } from "../contracts/policies.ts";
import type { GoldenTest } from "../contracts/policies-tests.ts";
import { tryMessage } from "./try-message.ts";

/** Judges every golden test of a policies file by its policies. */
export async function runGoldenTests(policySet: PolicySet, at: Date): Promise<TestResult[]> {
  const results: TestResult[] = [];
  for (const test of policySet.tests) results.push(await run(test, policySet, at));
  return results;
}

async function run(test: GoldenTest, policySet: PolicySet, at: Date): Promise<TestResult> {
  const { id, name, from, to = [], expect } = test;
  const { judgement } = await tryMessage({ raw: rawOf(test), from, to, at }, policySet);
  const wrong = judgement.verdicts.filter(({ disposition }) => !fits(expect, disposition));
  const told = (wrong.length > 0 ? wrong : judgement.verdicts).map(
    ({ recipient, disposition, policyName }) =>
      `${recipient}: ${dispositionWords[disposition]} (${policyName === null ? "no policy" : `“${policyName}”`})`,
  );
  return { id, name, passed: wrong.length === 0, outcome: told.slice(0, 5).join("; ") };
}

function fits(expect: GoldenTest["expect"], disposition: string): boolean {
  return "is" in expect ? disposition === expect.is : disposition !== expect.isNot;
}

/** The test's message as it would arrive; lines end as they do in mail. */
function rawOf({ message, encoding }: GoldenTest): Buffer {
  if (encoding === "base64") return Buffer.from(message, "base64");
  return Buffer.from(message.replace(/\r?\n/g, "\r\n"), "utf8");
}
