import { draftChangedAnswer, draftChangesRequest } from "../../../src/contracts/admin-api/drafts.ts";
import { changeDraft as change, staleDraft } from "../../../src/lifecycle/edit-draft.ts";
import { jsonAnswer } from "../json-answer.ts";
import { editorOf, findDraftAt, policyEditors } from "../policy-context.ts";
import { route } from "../principal.ts";

/** Makes changes in a draft; refused when it was changed since the revision they were made on. */
export const changeDraft = route({
  method: "POST",
  path: "/api/draft/changes",
  roles: policyEditors,
  request: draftChangesRequest,
  answer: draftChangedAnswer,
  handle: async ({ input, principal, context }) => {
    const draft = await findDraftAt(context, principal, input);
    if (draft.basedOn !== input.basedOn) throw staleDraft();
    const { revision, updatedAt } = await change(context, draft, editorOf(principal), input.changes);
    return jsonAnswer(draftChangedAnswer, { revision, updatedAt });
  },
});
