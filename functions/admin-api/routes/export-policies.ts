import { SealgateError } from "../../../src/errors.ts";
import { currentOf } from "../../../src/lifecycle/edit-draft.ts";
import { policiesFile } from "../policies-file.ts";
import { policyReaders } from "../policy-context.ts";
import { route } from "../principal.ts";

/** The file of a version, byte for byte as it was pushed or written; `current` names the one in force. */
export const exportPolicies = route({
  method: "GET",
  path: "/api/policy-versions/{version}/file",
  roles: policyReaders,
  scope: "policies:read",
  handle: async ({ params, context }) => {
    const version = params.version === "current" ? (await currentOf(context.policies)).version : Number(params.version);
    const text = Number.isInteger(version) ? await context.policies.text(version) : null;
    if (text === null) throw new SealgateError("no-version", 404, "there is no such version of the policies");
    const answer = policiesFile(text, String(version));
    return { ...answer, headers: { ...answer.headers, "x-policies-version": String(version) } };
  },
});
