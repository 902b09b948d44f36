import { createHash } from "node:crypto";
import type { Administrator } from "../../src/accounts/administrators/administrator.ts";
import type { PasskeyAnswer } from "../../src/accounts/administrators/second-factor.ts";
import { challengesOf, type PasskeyPlace } from "../../src/accounts/passkeys.ts";
import type { AdminContext } from "../../src/context/admin.ts";
import { visitCookie } from "../middleware/form-token.ts";
import type { WebRequest } from "../middleware/route.ts";

type Asked = Pick<WebRequest, "cookies">;
const timeout = 120_000;

/** What the browser is asked, to prove a passkey of this administrator; null where there is none. */
export function requestOptions(context: AdminContext, request: Asked, { passkeys = {} }: Administrator) {
  const ids = Object.keys(passkeys);
  if (ids.length === 0) return null;
  return {
    challenge: challenges(context, request)[0],
    rpId: placeOf(context).host,
    allowCredentials: ids.map((id) => ({ type: "public-key", id })),
    userVerification: "required",
    timeout,
  };
}

/** What the browser is asked, to make a passkey. */
export function creationOptions(
  context: AdminContext,
  request: Asked,
  { subjectId, userName, passkeys }: Administrator,
) {
  return {
    challenge: challenges(context, request)[0],
    rp: { id: placeOf(context).host, name: `${context.portalName} Console` },
    user: {
      id: createHash("sha256").update(`administrator:${subjectId}`).digest("base64url"),
      name: userName,
      displayName: userName,
    },
    pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
    excludeCredentials: Object.keys(passkeys ?? {}).map((id) => ({ type: "public-key", id })),
    timeout,
  };
}

/** What the browser answered, with the challenges that it may have been given. */
export function passkeyAnswer(context: AdminContext, request: Asked, response: unknown): PasskeyAnswer {
  return { response, place: placeOf(context), challenges: challenges(context, request) };
}

function challenges(context: AdminContext, { cookies }: Asked): readonly [current: string, previous: string] {
  return challengesOf(cookies[visitCookie] ?? "", context.clock.now());
}

/** The console as it is configured, never as a request named it. */
function placeOf({ consoleUrl }: AdminContext): PasskeyPlace {
  const { origin, hostname } = new URL(consoleUrl);
  return { origin, host: hostname };
}
