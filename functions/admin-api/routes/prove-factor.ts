import { type ProveOutcome, proveByCode, proveByPasskey } from "../../../src/accounts/administrators/second-factor.ts";
import { codeRequest, factorAnswer, passkeyRequest, signedInAnswer } from "../../../src/contracts/admin-api/session.ts";
import { SealgateError } from "../../../src/errors.ts";
import { hostCookie } from "../../middleware/cookies.ts";
import type { Answer } from "../../middleware/route.ts";
import { jsonAnswer } from "../json-answer.ts";
import { passkeyAnswer, requestOptions } from "../passkey-options.ts";
import { consoleCookie, type Principal, route, sessionOf } from "../principal.ts";
import { describeSignedIn } from "../session-answer.ts";

/** Tells by what the second step of signing in can be taken. */
export const readFactor = route({
  method: "GET",
  path: "/api/session/factor",
  roles: ["second-factor"],
  answer: factorAnswer,
  handle: async ({ request, principal, context }) => {
    const { administrator } = sessionOf(principal);
    return jsonAnswer(factorAnswer, {
      generator: administrator.generator !== undefined,
      recoveryCodes: Object.keys(administrator.recovery ?? {}).length > 0,
      passkey: requestOptions(context, request, administrator),
    });
  },
});

/** Takes the second step by a code of the generator or a recovery code. */
export const proveCode = route({
  method: "POST",
  path: "/api/session/factor/code",
  roles: ["second-factor"],
  request: codeRequest,
  answer: signedInAnswer,
  audit: "session.second-step",
  handle: async ({ input, principal, context }) => {
    const { administrator } = sessionOf(principal);
    return proved(principal, await proveByCode(context, context.clock, administrator, input.code));
  },
});

/** Takes the second step by a passkey. */
export const provePasskey = route({
  method: "POST",
  path: "/api/session/factor/passkey",
  roles: ["second-factor"],
  request: passkeyRequest,
  answer: signedInAnswer,
  audit: "session.second-step",
  handle: async ({ request, input, principal, context }) => {
    const { credential } = input;
    const given = { ...passkeyAnswer(context, request, credential), id: credential.id };
    const { administrator } = sessionOf(principal);
    return proved(principal, await proveByPasskey(context, context.clock, administrator, given));
  },
});

function proved(principal: Principal, outcome: ProveOutcome): Answer {
  if (outcome.kind === "too-many") throw new SealgateError("too-many-tries", 429, "too many tries, wait 15 minutes");
  if (outcome.kind === "wrong") throw new SealgateError("wrong-code", 403, "the code or passkey is wrong");
  const answer = describeSignedIn(sessionOf(principal).administrator, "full");
  const after = outcome.recoveryUsed ? { recoveryCode: "used" } : {};
  return {
    ...jsonAnswer(signedInAnswer, answer, [hostCookie(consoleCookie, outcome.token)]),
    recorded: { object: principal.subjectId, after },
  };
}
