import { z } from "zod";
import { hitsAnswer, hitsRequest } from "../../../src/contracts/admin-api/replays.ts";
import { jsonAnswer } from "../json-answer.ts";
import { overseers, route } from "../principal.ts";

const dayLength = 86_400_000;
const messagesPerStep = 500;

const judged = z.object({
  judgement: z.object({
    verdicts: z.array(z.object({ policyId: z.string().nullable(), auditedPolicyIds: z.array(z.string()).default([]) })),
  }),
});

/** How many recipients each policy decided about in the last days; the console repeats it until no cursor is left. */
export const countHits = route({
  method: "GET",
  path: "/api/policy-hits",
  roles: overseers,
  request: hitsRequest,
  answer: hitsAnswer,
  handle: async ({ input, context }) => {
    const since = new Date(context.clock.now().getTime() - input.days * dayLength);
    const hits: Record<string, number> = {};
    const audited: Record<string, number> = {};
    let messages = 0;
    let cursor = input.cursor;
    do {
      const page = await context.judged.page({ since, limit: 100, cursor });
      for (const { judgement } of page.messages) {
        const read = judged.safeParse(judgement);
        for (const { policyId, auditedPolicyIds } of read.success ? read.data.judgement.verdicts : []) {
          hits[policyId ?? ""] = (hits[policyId ?? ""] ?? 0) + 1;
          for (const id of auditedPolicyIds) audited[id] = (audited[id] ?? 0) + 1;
        }
      }
      messages += page.messages.length;
      cursor = page.cursor;
    } while (cursor !== undefined && messages < messagesPerStep);
    return jsonAnswer(hitsAnswer, { messages, hits, audited, cursor });
  },
});
