import { z } from "zod";
import { endSession } from "../../../src/accounts/session.ts";
import { dropCookie } from "../../middleware/cookies.ts";
import { route } from "../define-route.ts";
import { redirect } from "../page-answer.ts";
import { sessionCookie } from "../principal.ts";

/** Ends the session on the server and in the browser; with a mailed link, goes on to sign in for that. */
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
  }),
  handle: async ({ context, input, request }) => {
    const token = request.cookies[sessionCookie];
    if (token) await endSession(context.sessions, token);
    const path = input.link === undefined ? "/sign-in?out=1" : (`/m/${input.link}` as const);
    return redirect(context, path, [dropCookie(sessionCookie)]);
  },
});
