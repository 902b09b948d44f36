import type { Outbox } from "../tracking/outbox.ts";
import type { AccountStore } from "./account.ts";
import type { ActivationStore } from "./activation.ts";
import type { DeviceStore } from "./known-device.ts";
import type { LinkStore } from "./link.ts";
import type { RateLimiter } from "./rate-limit.ts";
import type { SessionStore } from "./session.ts";

/** What the accounts' use cases need. */
export type AccountPorts = {
  readonly accounts: AccountStore;
  readonly activations: ActivationStore;
  readonly links: LinkStore;
  readonly sessions: SessionStore;
  readonly devices: DeviceStore;
  readonly limiter: RateLimiter;
  readonly outbox: Outbox;
  /** Waits before answering, where a limit slows down. */
  readonly pause: (milliseconds: number) => Promise<void>;
};
