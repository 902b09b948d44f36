import {
  publishedTlsAnswer,
  publishTlsRequest,
  tlsReview,
  tlsReviewRequest,
} from "../../../src/contracts/admin-api/tls.ts";
import { SealgateError } from "../../../src/errors.ts";
import { type Review, reviewPolicies } from "../../../src/tls/review-policies.ts";
import { jsonAnswer } from "../json-answer.ts";
import { policyEditors } from "../policy-context.ts";
import { route } from "../principal.ts";
import { surroundingsOf, told } from "../tls-review.ts";

/** Says what publishing would say, and changes nothing. */
export const checkTlsPolicies = route({
  method: "POST",
  path: "/api/tls-policies/check",
  roles: [...policyEditors, "auditor"],
  scope: "tls:read",
  request: tlsReviewRequest,
  answer: tlsReview,
  handle: async ({ input, context }) =>
    jsonAnswer(tlsReview, told(reviewPolicies(input.policies, await surroundingsOf(context)))),
});

/** Publishes TLS policies; they come into force as soon as the ingress does its part. */
export const publishTlsPolicies = route({
  method: "PUT",
  path: "/api/tls-policies",
  roles: policyEditors,
  scope: "tls:write",
  audit: "tls-policies.publish",
  request: publishTlsRequest,
  answer: publishedTlsAnswer,
  handle: async ({ input: { policies: given, basedOn, note }, principal, context }) => {
    const review = reviewPolicies(given, await surroundingsOf(context));
    const { policies } = review;
    if (policies === null || whyNot(review) !== null)
      throw new SealgateError("tls-policies-refused", 422, whyNot(review) ?? "the policies are not valid");
    const at = context.clock.now();
    const published = await context.tls.repository.publish({ basedOn, policies, by: principal.name, at, note });
    if (published === null)
      throw new SealgateError(
        "stale-base",
        409,
        "somebody else published TLS policies meanwhile; look at theirs first",
      );
    await context.bell.ring({ ingress: "changed" });
    const { version, publishedAt } = published;
    const after = { note, receipt: policies.receipt.length, delivery: policies.delivery.length };
    const recorded = { object: `version ${version}`, before: basedOn, after };
    return { ...jsonAnswer(publishedTlsAnswer, { version, publishedAt }), recorded };
  },
});

/** The first of what speaks against it; the check tells all. */
function whyNot({ problems: [problem], refusals: [refusal] }: Review): string | null {
  if (problem !== undefined) return `${problem.path}: ${problem.message}`;
  return refusal?.sentence ?? null;
}
