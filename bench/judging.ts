import type { PolicySet } from "../src/contracts/policies.ts";
import { readMessage } from "../src/mail/read-message.ts";
import { collect } from "../src/policy/collect.ts";
import { emptyDirectory } from "../src/policy/directory.ts";
import { evaluate } from "../src/policy/evaluate.ts";
import { questionsOf } from "../src/policy/questions-of.ts";
import type { Facts, Judgement } from "../src/policy/types.ts";

const envelope = { sender: "anna.berger@company.example", recipients: ["bob@partner.example"] };
const now = new Date("2026-11-22T10:00:00Z");

/** Reads a message and judges it as the gateway does; the questions are made ready once. */
export function judgeWith(policySet: PolicySet): (raw: Buffer) => Promise<{ facts: Facts; judgement: Judgement }> {
  const questions = questionsOf(policySet);
  return async (raw) => {
    const facts = await collect(await readMessage(raw), envelope, questions);
    return { facts, judgement: evaluate(facts, policySet, emptyDirectory, now) };
  };
}

/** Ids of the policies that hold, whether or not they decide. */
export function heldPolicies({ traces }: Judgement): string[] {
  return traces.flatMap(({ policies }) =>
    policies.filter(({ result }) => result === true).map(({ policyId }) => policyId),
  );
}
