import type { Clock } from "../clock.ts";
import { type ActivationStore, activationRules } from "./activation.ts";
import { newGeneratedPassword, normalGeneratedPassword } from "./generated-password.ts";
import type { LinkStore } from "./link.ts";
import { generatedPasswordHash, tokenHash } from "./token-hash.ts";

const day = 24 * 60 * 60 * 1000;
/** Long after the activation ended its link still finds the message for whoever can sign in. */
const rememberedDays = 400;

/** Makes a link token and an activation password for one mail. An explicit `reset` ends all earlier ones. */
export async function issueActivation(
  ports: { readonly activations: ActivationStore; readonly links: LinkStore },
  clock: Clock,
  to: { readonly address: string; readonly messageId?: string; readonly reset?: boolean },
): Promise<{ token: string; activationPassword: string; expiresAt: Date }> {
  const now = clock.now();
  const token = clock.token(24);
  const activationPassword = newGeneratedPassword(clock);
  const expiresAt = new Date(now.getTime() + activationRules.days * day);
  const link = {
    address: to.address.toLowerCase(),
    ...(to.messageId === undefined ? {} : { messageId: to.messageId }),
  };
  const activation = {
    ...link,
    tokenHash: tokenHash(token),
    passwordHash: generatedPasswordHash(token, normalGeneratedPassword(activationPassword)),
    createdAt: now.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
  await ports.links.put(activation.tokenHash, link, new Date(now.getTime() + rememberedDays * day));
  await ports.activations.open(activation, { alone: to.reset === true, keep: activationRules.openPerAddress });
  return { token, activationPassword, expiresAt };
}
