import { isTooWeak } from "../../../src/pickup/open-message.ts";
import { deletePage } from "../../../web/pickup/headers-page.ts";
import { route } from "../define-route.ts";
import { notFound, unavailable } from "../notices.ts";
import { pageAnswer, redirect } from "../page-answer.ts";
import { askerOf } from "../principal.ts";

/** Asks whether the message is to go. */
export const askToDelete = route({
  method: "GET",
  path: "/messages/{messageId}/delete",
  roles: ["recipient"],
  handle: async (call) => {
    const { context, params, principal, request } = call;
    const { address } = principal.account;
    const deposit = await context.deposits.find(address, params.messageId ?? "");
    if (deposit === null || deposit.removedAt !== undefined) return notFound(call);
    if (isTooWeak(deposit, askerOf(principal))) return unavailable(call, { outcome: "too-weak", deposit });
    return pageAnswer({ request, context, account: address }, (frame) => deletePage(frame, deposit));
  },
});

/** Deletes one's own copy: it leaves the list, and its key is destroyed. */
export const deleteMessage = route({
  method: "POST",
  path: "/messages/{messageId}/delete",
  roles: ["recipient"],
  handle: async (call) => {
    const { context, params, principal } = call;
    const deposit = await context.deposits.find(principal.account.address, params.messageId ?? "");
    if (deposit === null) return notFound(call);
    if (isTooWeak(deposit, askerOf(principal))) return unavailable(call, { outcome: "too-weak", deposit });
    await context.deposits.remove(deposit, context.clock.now());
    return redirect(context, "/inbox?deleted=1");
  },
});
