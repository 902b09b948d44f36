import { z } from "zod";
import { endSession } from "../../../src/accounts/session.ts";
import { dropCookie } from "../../middleware/cookies.ts";
import { route } from "../define-route.ts";
import { messageIdForm } from "../message-id.ts";
import { redirect } from "../page-answer.ts";
import { sessionCookie } from "../principal.ts";

/** Ends the session on the server and in the browser; with a mailed link or a message, goes on to sign in for that. */
export const signOut = route({
  method: "POST",
  path: "/sign-out",
  roles: "anyone",
  request: z.object({
    link: z
      .string()
      .regex(/^[\w-]{16,64}$/)
      .optional()
      .catch(undefined),
    message: messageIdForm.optional().catch(undefined),
  }),
  handle: async ({ context, input, request }) => {
    const token = request.cookies[sessionCookie];
    if (token) await endSession(context.sessions, token);
    return redirect(context, pathAfter(input), [dropCookie(sessionCookie)]);
  },
});

function pathAfter({ link, message }: { readonly link?: string; readonly message?: string }): `/${string}` {
  if (link !== undefined) return `/m/${link}`;
  return message === undefined ? "/sign-in?out=1" : `/sign-in?message=${encodeURIComponent(message)}`;
}
