import { publishedAnswer } from "../../../src/contracts/admin-api/drafts.ts";
import { restoreRequest } from "../../../src/contracts/admin-api/policy-versions.ts";
import { SealgateError } from "../../../src/errors.ts";
import { restoreVersion as restore } from "../../../src/lifecycle/restore-version.ts";
import { jsonAnswer } from "../json-answer.ts";
import { editorOf, policyEditors } from "../policy-context.ts";
import { route } from "../principal.ts";
import { publishedOf } from "./publish-draft.ts";

/** Puts an earlier version in force again, as a new one. */
export const restoreVersion = route({
  method: "POST",
  path: "/api/policy-versions/{version}/restore",
  roles: policyEditors,
  audit: "policies.restore",
  request: restoreRequest,
  answer: publishedAnswer,
  handle: async ({ input, params, principal, context }) => {
    const restored = await restore(context, Number(params.version), editorOf(principal), input);
    if (restored === null) throw new SealgateError("no-version", 404, "there is no such version of the policies");
    const { version, publishedAt } = publishedOf(restored).version;
    const recorded = {
      object: `version ${version}`,
      before: input.basedOn,
      after: { restored: Number(params.version) },
    };
    return { ...jsonAnswer(publishedAnswer, { version, publishedAt }), recorded };
  },
});
