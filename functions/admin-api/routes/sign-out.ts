import { endSession } from "../../../src/accounts/administrators/sessions.ts";
import { dropCookie } from "../../middleware/cookies.ts";
import { consoleCookie, route } from "../principal.ts";

/** Ends the session on the server and drops the cookie; harmless without a session. */
export const signOut = route({
  method: "POST",
  path: "/api/session/sign-out",
  roles: "anyone",
  handle: async ({ request, context }) => {
    const held = request.cookies[consoleCookie];
    if (held !== undefined) await endSession(context, held);
    return { status: 204, cookies: [dropCookie(consoleCookie)] };
  },
});
