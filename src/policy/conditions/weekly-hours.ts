import { z } from "zod";
import { weeklyHours as hours } from "../../contracts/policies-time.ts";
import { timeZone } from "../time-zone.ts";
import { inHours, localTime } from "../validity.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches messages of some hours of the week, in the time zone named; hours may run past midnight. */
export const weeklyHours = defineCondition({
  type: "weekly-hours",
  label: "Time of the week is",
  settings: z.strictObject({ hours: z.array(hours).min(1).max(50), timeZone: timeZone.default("UTC") }),
  matches: ({ now }, { hours: list, timeZone: zone }) => {
    const local = localTime(now, zone);
    return { result: list.some((one) => inHours(one, local)), compared: `${local.day} ${local.time}` };
  },
  sentence: ({ hours: list, timeZone: zone }) =>
    `the time is ${list.map(({ days, from, to }) => `${days.join(", ")} ${from} to ${to}`).join(" or ")} (${zone})`,
});
