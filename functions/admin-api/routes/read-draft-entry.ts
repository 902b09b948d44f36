import { z } from "zod";
import { draftEntry, draftRequest, section } from "../../../src/contracts/admin-api/drafts.ts";
import { SealgateError } from "../../../src/errors.ts";
import { jsonAnswer } from "../json-answer.ts";
import { findDraft, policyReaders } from "../policy-context.ts";
import { route } from "../principal.ts";

const answer = z.strictObject({ revision: z.number().int(), entry: draftEntry });

/** One dictionary, group, test, profile or policy of a draft, whole. */
export const readDraftEntry = route({
  method: "GET",
  path: "/api/draft/{section}/{id}",
  roles: policyReaders,
  request: draftRequest,
  answer,
  handle: async ({ input, params, principal, context }) => {
    const { policies, revision } = await findDraft(context, principal, input.of);
    const list = section.safeParse(params.section);
    const entry = list.success ? policies[list.data].find(({ id }) => id === params.id) : undefined;
    if (entry === undefined) throw new SealgateError("not-found", 404, "the draft has nothing of this name");
    return jsonAnswer(answer, { revision, entry });
  },
});
