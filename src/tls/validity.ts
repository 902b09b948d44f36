import { instantOf, nextDay } from "./local-time.ts";
import type { TlsPolicyFrame } from "./types.ts";

/** When a policy is in force: from `from`, up to and without `to`; null is no limit. */
export type Period = { readonly from: Date | null; readonly to: Date | null };

/** The light beside a policy in the console. */
export type StatusLight = "disabled" | "future" | "expired" | "override" | "active";

/** A policy's limits as instants: dates run from 00:00 to 24:00 in the company's time zone. */
export function periodOf({ validity }: Pick<TlsPolicyFrame, "validity">, timeZone: string): Period {
  const { from, to } = validity ?? {};
  const end = to?.length === 10 ? nextDay(to) : to;
  return {
    from: from === undefined ? null : instantOf(from, timeZone, "first"),
    to: end === undefined ? null : instantOf(end, timeZone, "last"),
  };
}

/** Why a policy is not in force at a moment; null when it is. */
export function whyNotInForce(
  policy: TlsPolicyFrame,
  at: Date,
  timeZone: string,
): "disabled" | "future" | "expired" | null {
  if (!policy.enabled) return "disabled";
  const { from, to } = periodOf(policy, timeZone);
  if (to !== null && at >= to) return "expired";
  return from !== null && at < from ? "future" : null;
}

/** The status light of a policy at a moment. */
export function statusLight(policy: TlsPolicyFrame, at: Date, timeZone: string): StatusLight {
  return whyNotInForce(policy, at, timeZone) ?? (policy.override ? "override" : "active");
}

/** Whether a policy can ever decide from a moment on: it is enabled and does not end before. */
export function isLive(policy: TlsPolicyFrame, at: Date, timeZone: string): boolean {
  const why = whyNotInForce(policy, at, timeZone);
  return why === null || why === "future";
}

/** Whether two periods share a moment. */
export function periodsOverlap(a: Period, b: Period): boolean {
  const startsBefore = (one: Period, other: Period) => one.from === null || other.to === null || one.from < other.to;
  return startsBefore(a, b) && startsBefore(b, a);
}
