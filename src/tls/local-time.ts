const formats = new Map<string, Intl.DateTimeFormat>();
const DAY = 86_400_000;

/** Whether this is a time zone that the runtime knows. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/**
 * The instant at which clocks in a time zone show `2026-03-29T02:30`. Shown twice (clocks set back): the first or the
 * last of both. Never shown (clocks set forward): the instant of the change.
 */
export function instantOf(local: string, timeZone: string, choose: "first" | "last"): Date {
  const wanted = Date.parse(`${local.length === 10 ? `${local}T00:00` : local}:00Z`);
  const before = offsetAt(wanted - DAY, timeZone);
  const after = offsetAt(wanted + DAY, timeZone);
  const shown = [wanted - before, wanted - after].filter((instant) => instant + offsetAt(instant, timeZone) === wanted);
  if (shown.length === 0) return new Date(changeBetween(wanted - DAY, wanted + DAY, timeZone));
  return new Date(choose === "first" ? Math.min(...shown) : Math.max(...shown));
}

/** The day after a calendar date. */
export function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

/** The first instant of the later offset. */
function changeBetween(from: number, to: number, timeZone: string): number {
  const later = offsetAt(to, timeZone);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timeZone) === later) high = middle;
    else low = middle;
  }
  return high;
}

/** Milliseconds by which local clocks are ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}
