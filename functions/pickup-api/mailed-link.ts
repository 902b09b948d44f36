import { followLink } from "../../src/accounts/link.ts";
import { mailboxesOf } from "../../src/pickup/mailboxes.ts";
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
    const shared = (await context.coReaders.of(link.address)).length > 0;
    const view = { address: link.address, link: token, note, options, shared };
    return pageAnswer({ request: visit.request, context, account: null }, (frame) => signInPage(frame, view), {
      headers: { "content-security-policy": passkeyPolicy },
      cookies: visit.cookies,
    });
  }
  const mailboxes = await mailboxesOf(context, principal.account.address);
  const mailbox = mailboxes.find(({ address }) => address === link.address);
  if (mailbox === undefined) return wrongAccount(call, link.address, token);
  if (link.messageId !== undefined) return redirect(context, `/messages/${encodeURIComponent(link.messageId)}`);
  return redirect(context, mailbox === mailboxes[0] ? "/inbox" : `/inbox?box=${mailbox.id}`);
}
