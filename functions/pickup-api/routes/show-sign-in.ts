import { z } from "zod";
import { signInPage } from "../../../web/pickup/sign-in-page.ts";
import { route } from "../define-route.ts";
import { messageIdForm } from "../message-id.ts";
import { pageAnswer, redirect } from "../page-answer.ts";

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
    return pageAnswer({ request, context, account: null }, (frame) =>
      signInPage(frame, { ...(note && { note }), ...(message && { message }) }),
    );
  },
});
