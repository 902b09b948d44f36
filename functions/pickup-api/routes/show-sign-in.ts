import { z } from "zod";
import { type SignInView, signInPage } from "../../../web/pickup/sign-in-page.ts";
import { withVisit } from "../../middleware/visit.ts";
import { passkeyPolicy } from "../content-security-policy.ts";
import { route } from "../define-route.ts";
import { messageIdForm } from "../message-id.ts";
import { pageAnswer, redirect } from "../page-answer.ts";
import { requestOptions } from "../passkey-options.ts";

/** The sign-in form; who is signed in already goes on. */
export const showSignIn = route({
  method: "GET",
  path: "/sign-in",
  roles: "anyone",
  request: z.object({
    message: messageIdForm.optional().catch(undefined),
    out: z.literal("1").optional().catch(undefined),
  }),
  handle: async ({ context, input, principal, request }) => {
    const { message, out } = input;
    if (principal !== null) return redirect(context, message === undefined ? "/inbox" : `/messages/${message}`);
    const note = out === "1" ? "signed-out" : message === undefined ? undefined : "message";
    const visit = withVisit(request);
    const options = requestOptions(context, visit.request);
    const view: SignInView = { options, ...(note && { note }), ...(message && { message }) };
    return pageAnswer({ request: visit.request, context, account: null }, (frame) => signInPage(frame, view), {
      headers: { "content-security-policy": passkeyPolicy },
      cookies: visit.cookies,
    });
  },
});
