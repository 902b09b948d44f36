import { draftRevisionRequest } from "../../../src/contracts/admin-api/drafts.ts";
import { staleDraft } from "../../../src/lifecycle/edit-draft.ts";
import { policyEditors } from "../policy-context.ts";
import { route } from "../principal.ts";

/** Throws a draft away. */
export const discardDraft = route({
  method: "POST",
  path: "/api/draft/discard",
  roles: policyEditors,
  scope: "policies:write",
  audit: "policies.discard-draft",
  request: draftRevisionRequest,
  handle: async ({ input, principal, context }) => {
    const owner = input.of ?? principal.subjectId;
    if (!(await context.drafts.delete(owner, input.revision))) throw staleDraft();
    return { status: 204, recorded: { object: `draft of ${owner}` } };
  },
});
