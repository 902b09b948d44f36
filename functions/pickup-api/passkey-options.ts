import { createHash } from "node:crypto";
import type { Account } from "../../src/accounts/account.ts";
import { challengesOf, type PasskeyPlace } from "../../src/accounts/passkeys.ts";
import type { PickupContext } from "../../src/context/pickup.ts";
import { visitCookie } from "../middleware/form-token.ts";
import type { WebRequest } from "../middleware/route.ts";

/** Where passkeys belong: the portal as it is configured, never as a request named it. */
export function passkeyPlace({ portalUrl }: Pick<PickupContext, "portalUrl">): PasskeyPlace {
  const { origin, hostname } = new URL(portalUrl);
  return { origin, host: hostname };
}

/** What the browser is asked, to sign in. */
export function requestOptions(context: PickupContext, request: Pick<WebRequest, "cookies">): string {
  const [challenge] = challengesOf(request.cookies[visitCookie] ?? "", context.clock.now());
  return JSON.stringify({
    challenge,
    rpId: passkeyPlace(context).host,
    userVerification: "required",
    timeout: 120_000,
  });
}

/** What the browser is asked, to make a passkey. */
export function creationOptions(
  context: PickupContext,
  request: Pick<WebRequest, "cookies">,
  account: Account,
): string {
  const [challenge] = challengesOf(request.cookies[visitCookie] ?? "", context.clock.now());
  const id = createHash("sha256").update(`passkey-user:${account.address}`).digest("base64url");
  return JSON.stringify({
    challenge,
    rp: { id: passkeyPlace(context).host, name: context.portalName },
    user: { id, name: account.address, displayName: account.name },
    pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    excludeCredentials: Object.keys(account.passkeys ?? {}).map((key) => ({ type: "public-key", id: key })),
    timeout: 120_000,
  });
}
