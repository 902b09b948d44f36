import { messageAnswer } from "../../../src/contracts/admin-api/messages.ts";
import { SealgateError } from "../../../src/errors.ts";
import { jsonAnswer } from "../json-answer.ts";
import { describeMessage, withoutEvidence } from "../message-answer.ts";
import { overseers, route } from "../principal.ts";

/** One message with its recipients, verdicts, reasoning and timeline; help desk and programs see no evidence. */
export const readMessage = route({
  method: "GET",
  path: "/api/messages/{messageId}",
  roles: overseers,
  scope: "messages:read",
  audit: "messages.look",
  answer: messageAnswer,
  handle: async ({ params, principal, context }) => {
    const detail = await context.tracking.find(params.messageId ?? "");
    if (detail === null) throw new SealgateError("not-found", 404, "no message of this id is known");
    const answer = describeMessage(detail);
    const bare = principal.role === "help-desk" || principal.role === "api-key";
    const recorded = { object: detail.message.messageId };
    return { ...jsonAnswer(messageAnswer, bare ? withoutEvidence(answer) : answer), recorded };
  },
});
