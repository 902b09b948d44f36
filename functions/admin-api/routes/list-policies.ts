import { type PolicyRow, policiesAnswer } from "../../../src/contracts/admin-api/policies.ts";
import type { Policy } from "../../../src/contracts/policies.ts";
import { SealgateError } from "../../../src/errors.ts";
import { explainPolicy } from "../../../src/policy/explain-policy.ts";
import { jsonAnswer } from "../json-answer.ts";
import { policyStatus } from "../policy-status.ts";
import { overseers, route } from "../principal.ts";

/** The policies in force, in the order of judging, each in plain words. */
export const listPolicies = route({
  method: "GET",
  path: "/api/policies",
  roles: overseers,
  answer: policiesAnswer,
  handle: async ({ context }) => {
    const current = await context.policies.current();
    if (current === null) throw new SealgateError("no-policies", 404, "no policies were published yet");
    const { version, publishedAt, publishedBy, note, policySet } = current;
    const now = context.clock.now();
    return jsonAnswer(policiesAnswer, {
      version,
      publishedAt,
      publishedBy,
      note,
      companyDomains: policySet.companyDomains,
      policies: policySet.policies.map((policy) => toRow(policy, now)),
      otherwise: policySet.otherwise.disposition,
    });
  },
});

function toRow(policy: Policy, now: Date): PolicyRow {
  const { id, name, narrative, disposition, auditOnly } = policy;
  const sentence = explainPolicy(policy);
  return { id, name, narrative, sentence, disposition, status: policyStatus(policy, now), auditOnly };
}
