import { draftChangedAnswer, draftFileRequest } from "../../../src/contracts/admin-api/drafts.ts";
import { importDraft as importFile } from "../../../src/lifecycle/edit-draft.ts";
import { jsonAnswer } from "../json-answer.ts";
import { editorOf, findDraftAt, policyEditors } from "../policy-context.ts";
import { route } from "../principal.ts";

/** Puts a policies file in place of a draft's content; it is checked like anything that was typed. */
export const importDraft = route({
  method: "POST",
  path: "/api/draft/file",
  roles: policyEditors,
  scope: "policies:write",
  request: draftFileRequest,
  answer: draftChangedAnswer,
  audit: "policies.import-draft",
  handle: async ({ input, principal, context }) => {
    const draft = await findDraftAt(context, principal, input);
    const { revision, updatedAt } = await importFile(context, draft, editorOf(principal), input.text);
    const recorded = { object: `draft of ${draft.owner}`, before: { revision: draft.revision }, after: { revision } };
    return { ...jsonAnswer(draftChangedAnswer, { revision, updatedAt }), recorded };
  },
});
