import { tokenHash } from "./token-hash.ts";

/** Where a mailed link leads. Knowing one gives no right: it only prefills an address. */
export type Link = {
  readonly address: string;
  readonly messageId?: string;
};

export type LinkStore = {
  /** Stored under the token's hash until `forgetAt`. */
  put(hash: string, link: Link, forgetAt: Date): Promise<void>;
  find(hash: string, now: Date): Promise<Link | null>;
};

/** Where the token of a mail leads, whether it was an activation or a message link; null for an unknown one. */
export async function followLink(links: LinkStore, now: Date, token: string): Promise<Link | null> {
  return /^[\w-]{16,64}$/.test(token) ? links.find(tokenHash(token), now) : null;
}
