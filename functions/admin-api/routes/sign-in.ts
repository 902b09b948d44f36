import { endSession } from "../../../src/accounts/administrators/sessions.ts";
import { signIn as signInWith } from "../../../src/accounts/administrators/sign-in.ts";
import { signedInAnswer, signInRequest } from "../../../src/contracts/admin-api/session.ts";
import { SealgateError } from "../../../src/errors.ts";
import { hostCookie } from "../../middleware/cookies.ts";
import { jsonAnswer } from "../json-answer.ts";
import { consoleCookie, route } from "../principal.ts";
import { describeSignedIn } from "../session-answer.ts";

/** The first step of signing in, under a new session; a session that the browser still held ends. */
export const signIn = route({
  method: "POST",
  path: "/api/session",
  roles: "anyone",
  request: signInRequest,
  answer: signedInAnswer,
  audit: "session.sign-in",
  handle: async ({ request, input, context }) => {
    const outcome = await signInWith(context, context.clock, { ...input, source: request.source });
    if (outcome.kind === "too-many") throw new SealgateError("too-many-tries", 429, "too many tries, wait 15 minutes");
    if (outcome.kind === "refused") throw new SealgateError("sign-in-refused", 401, "user name or password is wrong");
    const held = request.cookies[consoleCookie];
    if (held !== undefined) await endSession(context, held);
    const { administrator, purpose, token } = outcome;
    const answer = describeSignedIn(administrator, purpose);
    const { subjectId } = administrator;
    return {
      ...jsonAnswer(signedInAnswer, answer, [hostCookie(consoleCookie, token)]),
      recorded: { by: subjectId, object: subjectId, after: { step: answer.step } },
    };
  },
});
