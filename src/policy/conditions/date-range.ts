import { z } from "zod";
import { timeZone } from "../time-zone.ts";
import { localTime } from "../validity.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches messages of some days; both days belong to the range, in the time zone named. */
export const dateRange = defineCondition({
  type: "date-range",
  label: "Date is",
  settings: z
    .strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional(), timeZone: timeZone.default("UTC") })
    .refine(({ from, to }) => from !== undefined || to !== undefined, "give from, to or both")
    .refine(({ from, to }) => from === undefined || to === undefined || from <= to, "the range ends before it begins"),
  matches: ({ now }, { from, to, timeZone: zone }) => {
    const { date } = localTime(now, zone);
    return { result: date >= (from ?? "") && date <= (to ?? "9999-12-31"), compared: date };
  },
  sentence: ({ from, to, timeZone: zone }) =>
    `the date is ${[from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(" ")} (${zone})`,
});
