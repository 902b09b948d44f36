import { type MessageRow, messagesAnswer, messagesRequest } from "../../../src/contracts/admin-api/messages.ts";
import type { TrackedMessage } from "../../../src/tracking/message-tracking.ts";
import { jsonAnswer } from "../json-answer.ts";
import { overseers, route } from "../principal.ts";

/** One page of messages, newest first: all, or those with a recipient who fulfils the filter. */
export const listMessages = route({
  method: "GET",
  path: "/api/messages",
  roles: overseers,
  scope: "messages:read",
  request: messagesRequest,
  answer: messagesAnswer,
  handle: async ({ input, context }) => {
    const { limit, cursor, from, until, ...words } = input;
    const filter = { ...words, from: momentOf(from), until: momentOf(until) };
    const isFiltered = Object.values(filter).some((value) => value !== undefined);
    const page = { limit, cursor };
    const found = await (isFiltered ? context.tracking.search(filter, page) : context.tracking.list(page));
    return jsonAnswer(messagesAnswer, { messages: found.messages.map(toRow), cursor: found.cursor });
  },
});

/** In the form in which times are stored. */
function momentOf(typed: string | undefined): string | undefined {
  return typed === undefined ? undefined : new Date(typed).toISOString();
}

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
