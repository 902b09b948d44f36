import { z } from "zod";
import { type InboxEntry, listInbox } from "../../../src/pickup/list-inbox.ts";
import { mailboxesOf } from "../../../src/pickup/mailboxes.ts";
import { rulesOf } from "../../../src/tracking/deposit.ts";
import { type InboxLine, inboxPage } from "../../../web/pickup/inbox-page.ts";
import { route } from "../define-route.ts";
import { pageAnswer } from "../page-answer.ts";

const day = 24 * 60 * 60 * 1000;

/** The signed-in recipient's messages. */
export const showInbox = route({
  method: "GET",
  path: "/inbox",
  roles: ["recipient"],
  request: z.object({
    page: z.string().max(2000).optional(),
    q: z.string().max(1000).default(""),
    box: z
      .string()
      .regex(/^[\w-]{16}$/)
      .optional()
      .catch(undefined),
    deleted: z.literal("1").optional().catch(undefined),
  }),
  handle: async ({ context, input, principal, request }) => {
    const { address } = principal.account;
    const now = context.clock.now();
    const boxes = await mailboxesOf(context, address);
    const box = boxes.find(({ id }) => id === input.box) ?? boxes[0];
    const { entries, cursor } = await listInbox(context, now, box?.address ?? address, input.page, input.q);
    const compose = entries.some(({ deposit }) => rulesOf(deposit).composeAllowed && deposit.state === "open");
    const view = {
      compose,
      boxes: boxes.map(({ id, address: of }) => ({ id, address: of, current: id === box?.id })),
      query: input.q.trim().slice(0, 200),
      isDeleted: input.deleted === "1",
      lines: entries.map((entry) => lineOf(entry, now)),
      isFirst: input.page === undefined,
      ...(cursor && { older: cursor }),
    };
    return pageAnswer({ request, context, account: address }, (frame) => inboxPage(frame, view));
  },
});

function lineOf({ deposit, availability }: InboxEntry, now: Date): InboxLine {
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
    daysLeft: Math.ceil((Date.parse(expiresAt) - now.getTime()) / day),
  };
}
