import { rebaseAnswer, rebaseRequest } from "../../../src/contracts/admin-api/drafts.ts";
import { rebase } from "../../../src/lifecycle/edit-draft.ts";
import { jsonAnswer } from "../json-answer.ts";
import { editorOf, findDraftAt, policyEditors } from "../policy-context.ts";
import { route } from "../principal.ts";

/** Puts a draft on the version in force; what both changed is answered as a conflict until it is chosen. */
export const rebaseDraft = route({
  method: "POST",
  path: "/api/draft/rebase",
  roles: policyEditors,
  request: rebaseRequest,
  answer: rebaseAnswer,
  audit: "policies.rebase-draft",
  handle: async ({ input, principal, context }) => {
    const found = await findDraftAt(context, principal, input);
    const { draft, conflicts } = await rebase(context, found, editorOf(principal), input.choices);
    const { revision, basedOn } = draft;
    const recorded = {
      object: `draft of ${draft.owner}`,
      before: { revision: found.revision, basedOn: found.basedOn },
      after: { revision, basedOn },
    };
    const told = jsonAnswer(rebaseAnswer, { revision, basedOn, conflicts });
    return { ...told, recorded: conflicts.length > 0 ? null : recorded };
  },
});
