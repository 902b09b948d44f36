import { comparisonAnswer, comparisonRequest } from "../../../src/contracts/admin-api/policy-versions.ts";
import { SealgateError } from "../../../src/errors.ts";
import { diffPolicies } from "../../../src/lifecycle/diff-policies.ts";
import { asDraft } from "../../../src/lifecycle/edit-draft.ts";
import { jsonAnswer } from "../json-answer.ts";
import { overseers, route } from "../principal.ts";

/** What a version changed: compared with another, by default the one before it. */
export const compareVersions = route({
  method: "GET",
  path: "/api/policy-versions/{version}/differences",
  roles: overseers,
  scope: "policies:read",
  request: comparisonRequest,
  answer: comparisonAnswer,
  handle: async ({ input, params, context }) => {
    const to = Number(params.version);
    const from = input.with ?? Math.max(1, to - 1);
    const [before, after] = [
      await context.policies.find(from),
      Number.isInteger(to) ? await context.policies.find(to) : null,
    ];
    if (before === null || after === null) {
      throw new SealgateError("no-version", 404, "there is no such version of the policies");
    }
    return jsonAnswer(comparisonAnswer, { from, to, differences: diffPolicies(asDraft(before), asDraft(after)) });
  },
});
