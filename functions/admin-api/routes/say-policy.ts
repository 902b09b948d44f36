import { sentenceAnswer, sentenceRequest } from "../../../src/contracts/admin-api/drafts.ts";
import { sentenceOf } from "../../../src/lifecycle/sentence-of.ts";
import { jsonAnswer } from "../json-answer.ts";
import { findDraft, policyReaders } from "../policy-context.ts";
import { route } from "../principal.ts";

/** A policy in plain words while it is written; nothing is kept. */
export const sayPolicy = route({
  method: "POST",
  path: "/api/policy-sentences",
  roles: policyReaders,
  request: sentenceRequest,
  answer: sentenceAnswer,
  handle: async ({ input, principal, context }) => {
    const { policies } = await findDraft(context, principal, input.of);
    const { sentence, problems } = sentenceOf(input.policy, policies);
    return jsonAnswer(sentenceAnswer, {
      sentence,
      problems: problems.map(({ path, message }) => ({
        severity: "error" as const,
        code: "invalid" as const,
        message,
        path,
      })),
    });
  },
});
