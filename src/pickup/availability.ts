import type { Deposit } from "../tracking/deposit.ts";

/** Whether a deposit can be read, and if not, why, as its recipient may know. */
export type Availability = "readable" | "expired" | "recalled" | "suspended" | "removed";

/** Expiry counts from its time on, whether housekeeping has come by or not. */
export function availabilityOf(deposit: Deposit, now: Date): Availability {
  if (deposit.removedAt !== undefined) return "removed";
  if (deposit.state === "recalled" || deposit.state === "expired") return deposit.state;
  if (now.getTime() >= Date.parse(deposit.expiresAt)) return "expired";
  return deposit.state === "suspended" ? "suspended" : "readable";
}
