import type { PolicySet } from "../../../src/contracts/policies.ts";
import { readMessage } from "../../../src/mail/read-message.ts";
import { collect } from "../../../src/policy/collect.ts";
import { emptyDirectory } from "../../../src/policy/directory.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { firstPolicies } from "../../../src/policy/first-policies.ts";
import { parsePolicies } from "../../../src/policy/parse-policies.ts";
import { questionsOf } from "../../../src/policy/questions-of.ts";
import type { Facts, JudgedEnvelope, Judgement } from "../../../src/policy/types.ts";

/** The policies a new installation of company.example starts with. */
export const first = firstPolicies(["company.example"]);

const envelope: JudgedEnvelope = { sender: "alice@company.example", recipients: ["bob@partner.example"] };

/** Gathers facts as the gateway does. */
export async function factsOf(
  raw: Buffer,
  policies: PolicySet = first,
  change: Partial<JudgedEnvelope> = {},
): Promise<Facts> {
  return collect(await readMessage(raw), { ...envelope, ...change }, questionsOf(policies));
}

/** Judges a message as the gateway does. */
export async function judge(
  raw: Buffer,
  policies: PolicySet = first,
  change: Partial<JudgedEnvelope> = {},
): Promise<Judgement> {
  return evaluate(await factsOf(raw, policies, change), policies, emptyDirectory, new Date("2026-03-04T12:00:00Z"));
}

/** A policy set that must be right, with one policy of these conditions that encrypts. */
export function policiesWith(policy: Record<string, unknown>, rest: Record<string, unknown> = {}): PolicySet {
  const parsed = parsePolicies({
    version: 1,
    companyDomains: ["company.example"],
    policies: [{ id: "p", name: "P", disposition: "encrypt", ...policy }],
    ...rest,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.policies;
}

/** Whether the detector found the value with at least medium confidence. */
export async function finds(raw: Buffer, detector: string): Promise<boolean> {
  const facts = await factsOf(raw);
  return (facts.detectors[detector]?.matches ?? []).some(({ confidence }) => confidence !== "low");
}
