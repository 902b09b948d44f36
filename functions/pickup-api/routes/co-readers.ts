import { z } from "zod";
import { inviteColleague, removeCoReader } from "../../../src/accounts/invite-co-reader.ts";
import { mailboxesOf } from "../../../src/pickup/mailboxes.ts";
import { type CoReadersView, coReadersPage } from "../../../web/pickup/co-readers-page.ts";
import type { Answer } from "../../middleware/route.ts";
import { type PickupCall, route } from "../define-route.ts";
import { tooMany } from "../notices.ts";
import { pageAnswer, redirect } from "../page-answer.ts";
import { textsOf } from "../page-texts-of.ts";
import type { Recipient } from "../principal.ts";

const address = z.string().max(1000).default("");

/** Who reads one's own mailbox, and which others one reads. */
export const showCoReaders = route({
  method: "GET",
  path: "/account/co-readers",
  roles: ["recipient"],
  request: z.object({ note: z.enum(["invited", "removed", "left"]).optional().catch(undefined) }),
  handle: async (call) => answer(call, call.input),
});

/** Lets a colleague read one's own mailbox. */
export const inviteToMailbox = route({
  method: "POST",
  path: "/account/co-readers",
  roles: ["recipient"],
  request: z.object({ address, current: z.string().max(1000).default("") }),
  handle: async (call) => {
    const { context, input, principal, request } = call;
    const typed = { reader: input.address, password: input.current, source: request.source };
    const result = await inviteColleague(context, context.clock, principal.account, typed);
    if (result === "slow-down") return tooMany(call);
    if (result === "invited" || result === "already") return redirect(context, "/account/co-readers?note=invited");
    const { text } = textsOf(request);
    const domain = principal.account.address.slice(principal.account.address.lastIndexOf("@") + 1);
    const errors =
      result === "wrong-password"
        ? { current: text("account.current-wrong") }
        : { address: text(`co-readers.${result}`, { domain }) };
    return answer(call, { errors, typed: input.address });
  },
});

/** Ends a colleague's reading at once. */
export const removeFromMailbox = route({
  method: "POST",
  path: "/account/co-readers/remove",
  roles: ["recipient"],
  request: z.object({ address }),
  handle: async ({ context, input, principal }) => {
    await removeCoReader(context, { mailbox: principal.account.address, reader: input.address });
    return redirect(context, "/account/co-readers?note=removed");
  },
});

/** Stops reading a mailbox that one was invited to. */
export const leaveMailbox = route({
  method: "POST",
  path: "/account/co-readers/leave",
  roles: ["recipient"],
  request: z.object({ address }),
  handle: async ({ context, input, principal }) => {
    await removeCoReader(context, { mailbox: input.address, reader: principal.account.address });
    return redirect(context, "/account/co-readers?note=left");
  },
});

async function answer(
  { context, principal, request }: PickupCall & { readonly principal: Recipient },
  shown: Pick<CoReadersView, "note" | "errors" | "typed">,
): Promise<Answer> {
  const { address: own } = principal.account;
  const readers = await context.coReaders.of(own);
  const named = readers.map(async ({ reader, invitedAt, joinedAt }) => {
    const account = joinedAt === undefined ? null : await context.accounts.find(reader);
    return { address: reader, invitedAt, name: account?.name ?? null };
  });
  const [, ...shared] = await mailboxesOf(context, own);
  const view = { mailbox: own, readers: await Promise.all(named), shared, ...shown };
  return pageAnswer({ request, context, account: own }, (frame) => coReadersPage(frame, view), {
    status: shown.errors === undefined ? 200 : 422,
  });
}
