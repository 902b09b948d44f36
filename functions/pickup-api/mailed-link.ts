import { followLink } from "../../src/accounts/link.ts";
import { signInPage } from "../../web/pickup/sign-in-page.ts";
import type { Answer } from "../middleware/route.ts";
import type { PickupCall } from "./define-route.ts";
import { deadLink, wrongAccount } from "./notices.ts";
import { pageAnswer, redirect } from "./page-answer.ts";

/** Leads from a mailed link to its message: at once when signed in, else by a sign-in form that knows the address. */
export async function followMailedLink(
  call: PickupCall,
  token: string,
  note: "message" | "ended-link",
): Promise<Answer> {
  const { context, request, principal } = call;
  const link = await followLink(context.links, context.clock.now(), token);
  if (link === null) return deadLink(call, "unknown", token);
  if (principal === null) {
    return pageAnswer({ request, context, account: null }, (frame) =>
      signInPage(frame, { address: link.address, link: token, note }),
    );
  }
  if (principal.account.address !== link.address) return wrongAccount(call, link.address, token);
  return redirect(context, link.messageId === undefined ? "/inbox" : `/messages/${encodeURIComponent(link.messageId)}`);
}
