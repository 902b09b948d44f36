import {
  actionAnswer,
  copiesAnswer,
  extendRequest,
  messageActionRequest,
} from "../../../src/contracts/admin-api/message-actions.ts";
import { SealgateError } from "../../../src/errors.ts";
import { actOnMessage, extendMessage, mayResend } from "../../../src/sender/act-on-message.ts";
import { statusOf } from "../../../src/sender/sent-message.ts";
import { jsonAnswer } from "../json-answer.ts";
import { overseers, route } from "../principal.ts";

const actors = ["owner", "policy-admin", "help-desk"] as const;

/** What became of a message's sealed copies. */
export const listCopies = route({
  method: "GET",
  path: "/api/messages/{messageId}/copies",
  roles: overseers,
  scope: "messages:read",
  answer: copiesAnswer,
  handle: async ({ params, context }) => {
    const found = await context.sent.find(params.messageId ?? "");
    if (found === null) throw new SealgateError("not-found", 404, "no message of this id is known");
    const now = context.clock.now();
    const copies = found.copies.map((copy) => {
      const status = statusOf(copy, found.timeline, now);
      return { ...status, resendable: mayResend(status) };
    });
    return jsonAnswer(copiesAnswer, { copies });
  },
});

/** Suspends, resumes, recalls or notifies again, as the sender could. */
export const actOnCopies = route({
  method: "POST",
  path: "/api/messages/{messageId}/actions",
  roles: actors,
  request: messageActionRequest,
  answer: actionAnswer,
  audit: "messages.act",
  handle: async ({ params, input, context }) => {
    const messageId = params.messageId ?? "";
    const outcome = await actOnMessage(context, context.clock, { messageId, ...input });
    if (outcome.changed === 0) throw new SealgateError("nothing-changed", 409, "no copy could be changed so");
    const object = [messageId, input.recipientId].filter(Boolean).join("/");
    return { ...jsonAnswer(actionAnswer, outcome), recorded: { object, after: { what: input.what, ...outcome } } };
  },
});

/** Lets every copy be opened for so many days from receipt. */
export const extendCopies = route({
  method: "POST",
  path: "/api/messages/{messageId}/extension",
  roles: actors,
  request: extendRequest,
  answer: actionAnswer,
  audit: "messages.extend",
  handle: async ({ params, input, context }) => {
    const messageId = params.messageId ?? "";
    const outcome = await extendMessage(context, context.clock, { messageId, days: input.days });
    if (outcome.changed === 0) throw new SealgateError("nothing-changed", 409, "no copy could be extended so");
    return { ...jsonAnswer(actionAnswer, outcome), recorded: { object: messageId, after: { days: input.days } } };
  },
});
