import type { Validity, WeeklyHours } from "../contracts/policies-time.ts";

type Day = WeeklyHours["days"][number];

/** A moment on the clocks of a time zone. */
export type LocalTime = { readonly date: string; readonly day: Day; readonly time: string };

const week: readonly Day[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether a policy is in force at a moment; dates run from 00:00 to 24:00 in its own time zone. */
export function inForce(validity: Validity | undefined, now: Date): boolean {
  if (validity === undefined) return true;
  const local = localTime(now, validity.timeZone);
  if (validity.from !== undefined && local.date < validity.from) return false;
  if (validity.to !== undefined && local.date > validity.to) return false;
  return validity.weekly === undefined || validity.weekly.some((hours) => inHours(hours, local));
}

/** Whether a moment lies in some hours of the week: the start belongs to them, the end does not. */
export function inHours({ days, from, to }: WeeklyHours, { day, time }: LocalTime): boolean {
  if (from < to) return days.includes(day) && time >= from && time < to;
  const before = week[(week.indexOf(day) + 6) % 7] as Day;
  return (days.includes(day) && time >= from) || (days.includes(before) && time < to);
}

const latest = new Map<string, { readonly at: number; readonly local: LocalTime }>();

/** What clocks and calendars of a time zone show; the latest answer is kept, since all policies ask for one moment. */
export function localTime(now: Date, timeZone: string): LocalTime {
  const known = latest.get(timeZone);
  if (known?.at === now.getTime()) return known.local;
  const local = readClocks(now, timeZone);
  latest.set(timeZone, { at: now.getTime(), local });
  return local;
}

function readClocks(now: Date, timeZone: string): LocalTime {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    day: (parts.weekday as string).toLowerCase() as Day,
    time: `${parts.hour}:${parts.minute}`,
  };
}

/** Whether a time zone of this name is known. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}
