import { z } from "zod";

const date = z.iso.date();
const minuteOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "must be a time such as 08:30");

/** Hours of some days of the week; where `to` is not after `from`, they run past midnight into the next day. */
export const weeklyHours = z
  .strictObject({
    days: z.array(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])).min(1),
    from: minuteOfDay.default("00:00"),
    to: minuteOfDay.default("24:00"),
  })
  .refine(({ from, to }) => from !== to, "the hours must not end when they begin");
export type WeeklyHours = z.infer<typeof weeklyHours>;

/** When a policy applies; without it, always. */
export const validity = z
  .strictObject({
    from: date.optional(),
    to: date.optional(),
    timeZone: z.string().max(64).default("UTC"),
    weekly: z.array(weeklyHours).max(50).optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, "the validity ends before it begins");
export type Validity = z.infer<typeof validity>;
