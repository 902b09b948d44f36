import { encode } from "uqr";
import type { Administrator } from "../../../src/accounts/administrators/administrator.ts";
import { confirmPassword } from "../../../src/accounts/administrators/choose-password.ts";
import {
  dropFactor,
  type EnrolOutcome,
  enrolGenerator,
  enrolPasskey,
  renewRecovery,
} from "../../../src/accounts/administrators/second-factor.ts";
import { base32, generatorUri } from "../../../src/accounts/code-generator.ts";
import type { AdminContext } from "../../../src/context/admin.ts";
import {
  confirmRequest,
  dropFactorRequest,
  factorOfferAnswer,
  newGeneratorRequest,
  newPasskeyRequest,
  recoveryCodesAnswer,
} from "../../../src/contracts/admin-api/session.ts";
import { SealgateError } from "../../../src/errors.ts";
import { hostCookie } from "../../middleware/cookies.ts";
import type { Answer } from "../../middleware/route.ts";
import { jsonAnswer } from "../json-answer.ts";
import { creationOptions, passkeyAnswer } from "../passkey-options.ts";
import { consoleCookie, everyRole, type Principal, route, sessionOf } from "../principal.ts";

const whoever = [...everyRole, "new-factor"] as const;

/** Offers what a new second factor is made from. */
export const offerFactor = route({
  method: "GET",
  path: "/api/account/factor-offer",
  roles: whoever,
  answer: factorOfferAnswer,
  handle: async ({ request, principal, context }) => {
    const { administrator } = sessionOf(principal);
    const secret = base32(Buffer.from(context.clock.token(20), "base64url"));
    const uri = generatorUri(secret, administrator.userName, `${context.portalName} Console`);
    const picture = encode(uri, { ecc: "M", border: 2 }).data.map((row) =>
      row.map((dark) => (dark ? "#" : " ")).join(""),
    );
    return jsonAnswer(factorOfferAnswer, {
      secret,
      uri,
      picture,
      passkey: creationOptions(context, request, administrator),
    });
  },
});

/** Sets the code generator up, or a new one in place of the old. */
export const setGenerator = route({
  method: "POST",
  path: "/api/account/generator",
  roles: whoever,
  request: newGeneratorRequest,
  answer: recoveryCodesAnswer,
  audit: "account.second-factor",
  handle: async ({ input, principal, context }) => {
    const administrator = await confirmed(context, principal, input.currentPassword);
    return enrolled(principal, await enrolGenerator(context, context.clock, administrator, input), "generator-on");
  },
});

/** Adds a passkey. */
export const addPasskey = route({
  method: "POST",
  path: "/api/account/passkeys",
  roles: whoever,
  request: newPasskeyRequest,
  answer: recoveryCodesAnswer,
  audit: "account.second-factor",
  handle: async ({ request, input, principal, context }) => {
    const administrator = await confirmed(context, principal, input.currentPassword);
    const given = { ...passkeyAnswer(context, request, input.credential), name: input.name };
    return enrolled(principal, await enrolPasskey(context, context.clock, administrator, given), "passkey-on");
  },
});

/** Takes a factor away, unless it is the last. */
export const removeFactor = route({
  method: "POST",
  path: "/api/account/factors/remove",
  roles: everyRole,
  request: dropFactorRequest,
  answer: recoveryCodesAnswer,
  audit: "account.second-factor",
  handle: async ({ input, principal, context }) => {
    const administrator = await confirmed(context, principal, input.currentPassword);
    const outcome = await dropFactor(context, context.clock, administrator, input.factor);
    return enrolled(principal, outcome, input.factor === "generator" ? "generator-off" : "passkey-off");
  },
});

/** Makes new recovery codes; the old ones end. */
export const renewRecoveryCodes = route({
  method: "POST",
  path: "/api/account/recovery-codes",
  roles: everyRole,
  request: confirmRequest,
  answer: recoveryCodesAnswer,
  audit: "account.second-factor",
  handle: async ({ input, principal, context }) => {
    const administrator = await confirmed(context, principal, input.currentPassword);
    return enrolled(principal, await renewRecovery(context, context.clock, administrator), "recovery-codes-renewed");
  },
});

/** The password is asked again, but where a first factor is still to be set up. */
async function confirmed(context: AdminContext, principal: Principal, typed = ""): Promise<Administrator> {
  const { administrator, session } = sessionOf(principal);
  if (session.purpose === "new-factor") return administrator;
  const outcome = await confirmPassword(context, administrator, typed);
  if (outcome === "too-many") throw new SealgateError("too-many-tries", 429, "too many tries, wait 15 minutes");
  if (outcome !== "right") throw new SealgateError("wrong-password", 403, "the current password is wrong");
  return administrator;
}

function enrolled({ subjectId }: Principal, outcome: EnrolOutcome, change: string): Answer {
  if (outcome.kind === "wrong") throw new SealgateError("wrong-code", 403, "the code or passkey is wrong");
  if (outcome.kind === "last-factor") throw new SealgateError("last-factor", 409, "this is the last second factor");
  if (outcome.kind === "conflict") throw new SealgateError("conflict", 409, "the account was changed meanwhile");
  const cookies = [hostCookie(consoleCookie, outcome.token)];
  return {
    ...jsonAnswer(recoveryCodesAnswer, { recoveryCodes: [...outcome.codes] }, cookies),
    recorded: { object: subjectId, after: { change } },
  };
}
