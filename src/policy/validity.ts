import type { Validity } from "../contracts/policies.ts";

const days: Readonly<Record<string, string>> = {
  Mon: "mon",
  Tue: "tue",
  Wed: "wed",
  Thu: "thu",
  Fri: "fri",
  Sat: "sat",
  Sun: "sun",
};

/** Whether a policy is in force at a moment; dates run from 00:00 to 24:00 in its own time zone. */
export function inForce(validity: Validity | undefined, now: Date): boolean {
  if (validity === undefined) return true;
  const { date, day, time } = localTime(now, validity.timeZone);
  if (validity.from !== undefined && date < validity.from) return false;
  if (validity.to !== undefined && date > validity.to) return false;
  if (validity.weekly === undefined) return true;
  return validity.weekly.some(({ days: on, from, to }) => on.includes(day) && time >= from && time < to);
}

type Day = NonNullable<Validity["weekly"]>[number]["days"][number];

function localTime(now: Date, timeZone: string): { date: string; day: Day; time: string } {
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
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    day: (days[parts.weekday as string] ?? "mon") as Day,
    time: `${parts.hour}:${parts.minute}`,
  };
}
