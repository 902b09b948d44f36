import { z } from "zod";
import { type InboxEntry, listInbox } from "../../../src/pickup/list-inbox.ts";
import { rulesOf } from "../../../src/tracking/deposit.ts";
import { type InboxLine, inboxPage } from "../../../web/pickup/inbox-page.ts";
import { route } from "../define-route.ts";
import { pageAnswer } from "../page-answer.ts";

/** The signed-in recipient's messages. */
export const showInbox = route({
  method: "GET",
  path: "/inbox",
  roles: ["recipient"],
  request: z.object({ page: z.string().max(2000).optional() }),
  handle: async ({ context, input, principal, request }) => {
    const { address } = principal.account;
    const { entries, cursor } = await listInbox(context, context.clock.now(), address, input.page);
    const compose = entries.some(({ deposit }) => rulesOf(deposit).composeAllowed && deposit.state === "open");
    const view = {
      compose,
      lines: entries.map(lineOf),
      isFirst: input.page === undefined,
      ...(cursor && { older: cursor }),
    };
    return pageAnswer({ request, context, account: address }, (frame) => inboxPage(frame, view));
  },
});

function lineOf({ deposit, availability }: InboxEntry): InboxLine {
  const { messageId, from, fromName, subject, receivedAt, expiresAt, attachmentCount, readAt } = deposit;
  const sender = fromName === "" ? from : fromName;
  return {
    messageId,
    sender,
    subject,
    receivedAt,
    expiresAt,
    attachmentCount,
    unread: readAt === undefined,
    status: availability,
  };
}
