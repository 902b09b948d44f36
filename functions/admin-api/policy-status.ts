import type { PolicyRow } from "../../src/contracts/admin-api/policies.ts";
import type { Policy } from "../../src/contracts/policies.ts";

/** Whether a policy is asked at all today, by the date of its own time zone. */
export function policyStatus({ enabled, validity }: Policy, now: Date): PolicyRow["status"] {
  if (!enabled) return "disabled";
  const today = dateIn(validity?.timeZone ?? "UTC", now);
  if (validity?.from !== undefined && today < validity.from) return "future";
  if (validity?.to !== undefined && today > validity.to) return "expired";
  return "active";
}

/** YYYY-MM-DD. */
function dateIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(now);
}
