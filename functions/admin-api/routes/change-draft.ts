import { type DraftChange, draftChangedAnswer, draftChangesRequest } from "../../../src/contracts/admin-api/drafts.ts";
import type { Draft } from "../../../src/lifecycle/draft.ts";
import { changeDraft as change, staleDraft } from "../../../src/lifecycle/edit-draft.ts";
import { jsonAnswer } from "../json-answer.ts";
import { editorOf, findDraftAt, policyEditors } from "../policy-context.ts";
import { route } from "../principal.ts";

/** A pause after which somebody who goes on is entered in the audit log anew. */
const pauseMs = 30 * 60_000;

/** Makes changes in a draft; refused when it was changed since the revision they were made on. */
export const changeDraft = route({
  method: "POST",
  path: "/api/draft/changes",
  roles: policyEditors,
  request: draftChangesRequest,
  answer: draftChangedAnswer,
  audit: "policies.edit-draft",
  handle: async ({ input, principal, context }) => {
    const draft = await findDraftAt(context, principal, input);
    if (draft.basedOn !== input.basedOn) throw staleDraft();
    const editor = editorOf(principal);
    const { revision, updatedAt } = await change(context, draft, editor, input.changes);
    const goesOn = draft.updatedBy === editor.userName && !isLater(draft, updatedAt);
    const after = { revision, basedOn: draft.basedOn, changed: [...new Set(input.changes.map(wordsOf))].slice(0, 100) };
    const recorded = { object: `draft of ${draft.owner}`, before: { revision: draft.revision }, after };
    // What is typed is saved every moment: only the first save of a person's work is entered.
    return { ...jsonAnswer(draftChangedAnswer, { revision, updatedAt }), recorded: goesOn ? null : recorded };
  },
});

/** Whether a draft is begun by this save, or taken up again after a pause. */
function isLater(draft: Draft, now: string): boolean {
  return draft.revision === 0 || Date.parse(now) - Date.parse(draft.updatedAt) > pauseMs;
}

/** What a change is about, as `policies/payment-cards`. */
function wordsOf(change: DraftChange): string {
  if ("put" in change) return `${change.put}/${change.value.id}`;
  if ("remove" in change) return `${change.remove}/${change.id}`;
  return "move" in change ? `${change.move}/${change.id}` : change.set;
}
