import { draftAnswer, draftRequest } from "../../../src/contracts/admin-api/drafts.ts";
import { describeDraft } from "../draft-answer.ts";
import { jsonAnswer } from "../json-answer.ts";
import { findDraft, policyReaders } from "../policy-context.ts";
import { route } from "../principal.ts";

/** A draft, by default one's own; nothing is kept of it before its first change. */
export const openDraft = route({
  method: "GET",
  path: "/api/draft",
  roles: policyReaders,
  scope: "policies:read",
  request: draftRequest,
  answer: draftAnswer,
  handle: async ({ input, principal, context }) => {
    const draft = await findDraft(context, principal, input.of);
    return jsonAnswer(draftAnswer, await describeDraft(context, draft, principal.subjectId));
  },
});
