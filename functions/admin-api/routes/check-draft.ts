import {
  draftCheckAnswer,
  draftRequest,
  type Problem,
  type TestResult,
} from "../../../src/contracts/admin-api/drafts.ts";
import { diffPolicies } from "../../../src/lifecycle/diff-policies.ts";
import { asDraft, currentOf } from "../../../src/lifecycle/edit-draft.ts";
import { findDrift } from "../../../src/lifecycle/find-drift.ts";
import { runGoldenTests } from "../../../src/lifecycle/golden-tests.ts";
import { jsonAnswer } from "../json-answer.ts";
import { checkDraft as check, findDraft, policyReaders } from "../policy-context.ts";
import { route } from "../principal.ts";

/** Everything that stands between a draft and its publication but for the replay: problems, tests, differences. */
export const checkDraft = route({
  method: "GET",
  path: "/api/draft/check",
  roles: policyReaders,
  scope: "policies:read",
  request: draftRequest,
  answer: draftCheckAnswer,
  handle: async ({ input, principal, context }) => {
    const draft = await findDraft(context, principal, input.of);
    const current = await currentOf(context.policies);
    const base = (await context.policies.find(draft.basedOn)) ?? current;
    const { policySet, problems } = await check(context, draft);
    const tests = policySet === null ? [] : await runGoldenTests(policySet, context.clock.now());
    const drift = await findDrift(context.policies);
    return jsonAnswer(draftCheckAnswer, {
      ...{ revision: draft.revision, basedOn: draft.basedOn, inForce: current.version },
      problems: [...problems, ...tests.filter(({ passed }) => !passed).map(asProblem)],
      tests,
      differences: diffPolicies(asDraft(base), draft.policies),
      drift: (drift?.since ?? []).map(({ version, publishedBy, note }) => ({ version, publishedBy, note })),
    });
  },
});

function asProblem({ id, name, outcome }: TestResult): Problem {
  const message = `the golden test fails: ${outcome}`;
  return { severity: "error", code: "test-fails", message, section: "tests", id, name, path: "" };
}
