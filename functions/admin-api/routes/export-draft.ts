import { draftRequest } from "../../../src/contracts/admin-api/drafts.ts";
import { policiesText } from "../../../src/policy/policies-text.ts";
import { policiesFile } from "../policies-file.ts";
import { findDraft, policyReaders, usable } from "../policy-context.ts";
import { route } from "../principal.ts";

/** A draft as a policies file. */
export const exportDraft = route({
  method: "GET",
  path: "/api/draft/file",
  roles: policyReaders,
  scope: "policies:read",
  request: draftRequest,
  handle: async ({ input, principal, context }) => {
    const draft = await findDraft(context, principal, input.of);
    return policiesFile(draft.text ?? policiesText(await usable(context, draft)), "draft");
  },
});
