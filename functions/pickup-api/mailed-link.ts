import { followLink } from "../../src/accounts/link.ts";
import { signInPage } from "../../web/pickup/sign-in-page.ts";
import type { Answer } from "../middleware/route.ts";
import { withVisit } from "../middleware/visit.ts";
import { passkeyPolicy } from "./content-security-policy.ts";
import type { PickupCall } from "./define-route.ts";
import { deadLink, wrongAccount } from "./notices.ts";
import { pageAnswer, redirect } from "./page-answer.ts";
import { requestOptions } from "./passkey-options.ts";

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
    const visit = withVisit(request);
    const options = requestOptions(context, visit.request);
    const view = { address: link.address, link: token, note, options };
    return pageAnswer({ request: visit.request, context, account: null }, (frame) => signInPage(frame, view), {
      headers: { "content-security-policy": passkeyPolicy },
      cookies: visit.cookies,
    });
  }
  if (principal.account.address !== link.address) return wrongAccount(call, link.address, token);
  return redirect(context, link.messageId === undefined ? "/inbox" : `/messages/${encodeURIComponent(link.messageId)}`);
}
