import { openSession } from "../../../src/accounts/administrators/sessions.ts";
import { accountAnswer } from "../../../src/contracts/admin-api/session.ts";
import { SealgateError } from "../../../src/errors.ts";
import { hostCookie } from "../../middleware/cookies.ts";
import { jsonAnswer } from "../json-answer.ts";
import { consoleCookie, everyRole, route, sessionOf } from "../principal.ts";

/** One's own account: password, second factors, recovery codes. */
export const readAccount = route({
  method: "GET",
  path: "/api/account",
  roles: everyRole,
  answer: accountAnswer,
  handle: async ({ principal }) => {
    const {
      userName,
      role,
      address,
      credential,
      generator,
      passkeys = {},
      recovery = {},
    } = sessionOf(principal).administrator;
    return jsonAnswer(accountAnswer, {
      userName,
      role,
      address,
      passwordSince: credential.kind === "chosen" ? credential.since : "",
      generatorSince: generator?.since,
      passkeys: Object.values(passkeys).map(({ id, name, createdAt }) => ({ id, name, createdAt })),
      recoveryCodesLeft: Object.keys(recovery).length,
    });
  },
});

/** Ends every other session of one's own. */
export const signOutEverywhere = route({
  method: "POST",
  path: "/api/account/sign-out-everywhere",
  roles: everyRole,
  audit: "session.sign-out-everywhere",
  handle: async ({ principal, context }) => {
    const { userName, generation } = sessionOf(principal).administrator;
    if (!(await context.administrators.change(userName, generation, {}))) {
      throw new SealgateError("conflict", 409, "the account was changed meanwhile");
    }
    const token = await openSession(context, context.clock, { userName, generation: generation + 1 }, "full");
    const recorded = { object: principal.subjectId };
    return { status: 204, cookies: [hostCookie(consoleCookie, token)], recorded };
  },
});
