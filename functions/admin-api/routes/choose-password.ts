import { choosePassword as choose } from "../../../src/accounts/administrators/choose-password.ts";
import { newPasswordRequest } from "../../../src/contracts/admin-api/session.ts";
import { SealgateError } from "../../../src/errors.ts";
import { hostCookie } from "../../middleware/cookies.ts";
import { consoleCookie, everyRole, route, sessionOf } from "../principal.ts";

/** Sets a new password and a new session; every other session of this administrator ends. */
export const choosePassword = route({
  method: "POST",
  path: "/api/session/password",
  roles: [...everyRole, "new-password"],
  request: newPasswordRequest,
  audit: "session.password",
  handle: async ({ principal, input, context }) => {
    const outcome = await choose(context, context.clock, sessionOf(principal), input);
    switch (outcome.kind) {
      case "chosen":
        return {
          status: 204,
          cookies: [hostCookie(consoleCookie, outcome.token)],
          recorded: { object: principal.subjectId },
        };
      case "unfit":
        throw new SealgateError(`password-${outcome.fault}`, 400, "the new password does not fit");
      case "wrong-current":
        throw new SealgateError("wrong-password", 403, "the current password is wrong");
      case "too-many":
        throw new SealgateError("too-many-tries", 429, "too many tries, wait 15 minutes");
      case "conflict":
        throw new SealgateError("conflict", 409, "the password was changed elsewhere meanwhile");
    }
  },
});
