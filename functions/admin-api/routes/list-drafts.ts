import { draftsAnswer } from "../../../src/contracts/admin-api/drafts.ts";
import { jsonAnswer } from "../json-answer.ts";
import { policyReaders } from "../policy-context.ts";
import { route } from "../principal.ts";

/** Whose drafts there are, the one changed last first. */
export const listDrafts = route({
  method: "GET",
  path: "/api/drafts",
  roles: policyReaders,
  answer: draftsAnswer,
  handle: async ({ principal, context }) => {
    const drafts = await context.drafts.list();
    return jsonAnswer(draftsAnswer, {
      drafts: drafts
        .map(({ owner, ownerName, basedOn, revision, updatedAt }) => ({
          ...{ owner, ownerName, basedOn, revision, updatedAt },
          isMine: owner === principal.subjectId,
        }))
        .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)),
    });
  },
});
