import { type MessageRow, messagesAnswer, messagesRequest } from "../../../src/contracts/admin-api/messages.ts";
import type { TrackedMessage } from "../../../src/tracking/message-tracking.ts";
import { jsonAnswer } from "../json-answer.ts";
import { overseers, route } from "../principal.ts";

/** One page of messages, newest first. */
export const listMessages = route({
  method: "GET",
  path: "/api/messages",
  roles: overseers,
  request: messagesRequest,
  answer: messagesAnswer,
  handle: async ({ input, context }) => {
    const { messages, cursor } = await context.tracking.list(input);
    return jsonAnswer(messagesAnswer, { messages: messages.map(toRow), cursor });
  },
});

function toRow({ message, recipients, moreRecipients }: TrackedMessage): MessageRow {
  return {
    id: message.messageId,
    receivedAt: message.receivedAt,
    from: message.envelopeFrom,
    subject: message.subject ?? "",
    state: message.state,
    recipients: recipients.map(({ address, state, disposition }) => ({ address, state, disposition })),
    moreRecipients,
  };
}
