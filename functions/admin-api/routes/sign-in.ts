import { endSession } from "../../../src/accounts/administrators/sessions.ts";
import { signIn as signInWith } from "../../../src/accounts/administrators/sign-in.ts";
import { signedInAnswer, signInRequest } from "../../../src/contracts/admin-api/session.ts";
import { SealgateError } from "../../../src/errors.ts";
import { hostCookie } from "../../middleware/cookies.ts";
import { jsonAnswer } from "../json-answer.ts";
import { consoleCookie, route } from "../principal.ts";

/** Signs in under a new session; a session that the browser still held ends. */
export const signIn = route({
  method: "POST",
  path: "/api/session",
  roles: "anyone",
  request: signInRequest,
  answer: signedInAnswer,
  handle: async ({ request, input, context }) => {
    const outcome = await signInWith(context, context.clock, { ...input, source: request.source });
    if (outcome.kind === "too-many") throw new SealgateError("too-many-tries", 429, "too many tries, wait 15 minutes");
    if (outcome.kind === "refused") throw new SealgateError("sign-in-refused", 401, "user name or password is wrong");
    const held = request.cookies[consoleCookie];
    if (held !== undefined) await endSession(context, held);
    const { userName, role } = outcome.administrator;
    const answer = { userName, role, mustChoosePassword: outcome.purpose === "new-password" };
    return jsonAnswer(signedInAnswer, answer, [hostCookie(consoleCookie, outcome.token)]);
  },
});
