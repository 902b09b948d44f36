import type { Clock } from "../clock.ts";
import type { Outbox } from "../tracking/outbox.ts";
import type { Browser } from "./session.ts";
import { tokenHash } from "./token-hash.ts";

/** Browsers from which an address signed in before, by the hash of a token that only the browser holds. */
export type DeviceStore = {
  /** True when it was remembered for this address before; remembers it in any case. */
  remember(address: string, deviceHash: string, at: Date): Promise<boolean>;
};

/** Tells the owner by mail when a browser signs in that never did before. Answers the token the browser is to keep. */
export async function noteDevice(
  ports: { readonly devices: DeviceStore; readonly outbox: Outbox },
  clock: Clock,
  seen: {
    readonly address: string;
    readonly token: string | undefined;
    readonly browser: Browser;
    readonly tell: boolean;
  },
): Promise<string> {
  const token = seen.token !== undefined && /^[\w-]{22}$/.test(seen.token) ? seen.token : clock.token(16);
  const known = await ports.devices.remember(seen.address, tokenHash(token), clock.now());
  if (!known && seen.tell) {
    const { address, browser } = seen;
    await ports.outbox.add({ kind: "account-changed", address, change: "new-device", device: browser.name });
  }
  return token;
}
