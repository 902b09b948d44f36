import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";
import type { PasskeyVerifier } from "./passkeys.ts";

const base64url = z.string().regex(/^[\w-]{1,4000}$/);
const extensions = z.looseObject({}).default({});
const common = { id: base64url, rawId: base64url, type: z.literal("public-key"), clientExtensionResults: extensions };

const registration = z.object({
  ...common,
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url }),
});
const assertion = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});

/** WebAuthn as its library checks it; loaded only where somebody uses a passkey. The user must have been verified. */
export const passkeyVerifier: PasskeyVerifier = {
  async added(response, place, challenges) {
    const read = registration.safeParse(response);
    if (!read.success) return null;
    const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
    const checked = await verifyRegistrationResponse({
      response: read.data as RegistrationResponseJSON,
      expectedChallenge: (challenge) => challenges.includes(challenge),
      expectedOrigin: place.origin,
      expectedRPID: place.host,
      requireUserVerification: true,
    }).catch(() => null);
    if (!checked?.verified || !checked.registrationInfo) return null;
    const { id, publicKey, counter } = checked.registrationInfo.credential;
    return { id, publicKey: Buffer.from(publicKey).toString("base64url"), counter };
  },

  async used(response, place, challenges, passkey) {
    const read = assertion.safeParse(response);
    if (!read.success) return null;
    const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
    const checked = await verifyAuthenticationResponse({
      response: read.data as AuthenticationResponseJSON,
      expectedChallenge: (challenge) => challenges.includes(challenge),
      expectedOrigin: place.origin,
      expectedRPID: place.host,
      requireUserVerification: true,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
        counter: passkey.counter,
      },
    }).catch(() => null);
    return checked?.verified ? checked.authenticationInfo.newCounter : null;
  },
};
