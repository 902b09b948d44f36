import { z } from "zod";
import { draftRequest } from "../../../src/contracts/admin-api/drafts.ts";
import { attributes } from "../../../src/contracts/policies-directory.ts";
import { jsonAnswer } from "../json-answer.ts";
import { findDraft, policyReaders } from "../policy-context.ts";
import { route } from "../principal.ts";

const answer = z.strictObject({ revision: z.number().int(), attributes });

/** What a draft's directory knows of people. */
export const readAttributes = route({
  method: "GET",
  path: "/api/draft/attributes",
  roles: policyReaders,
  request: draftRequest,
  answer,
  handle: async ({ input, principal, context }) => {
    const { policies, revision } = await findDraft(context, principal, input.of);
    return jsonAnswer(answer, { revision, attributes: attributes.catch({}).parse(policies.attributes) });
  },
});
