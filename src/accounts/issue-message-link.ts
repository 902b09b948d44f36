import type { Clock } from "../clock.ts";
import type { LinkStore } from "./link.ts";
import { tokenHash } from "./token-hash.ts";

const keptAfterExpiry = 90 * 24 * 60 * 60 * 1000;

/** An opaque token for a known recipient's mail; it outlives the message, so that an expired one is called expired. */
export async function issueMessageLink(
  ports: { readonly links: LinkStore },
  clock: Clock,
  to: { readonly address: string; readonly messageId?: string; readonly expiresAt: Date },
): Promise<string> {
  const token = clock.token(24);
  const { messageId } = to;
  const link = { address: to.address.toLowerCase(), ...(messageId !== undefined && { messageId }) };
  await ports.links.put(tokenHash(token), link, new Date(to.expiresAt.getTime() + keptAfterExpiry));
  return token;
}
