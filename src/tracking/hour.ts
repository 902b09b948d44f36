const hour = 60 * 60 * 1000;

/** The hour of a moment: `2026-11-22T10`. Mails about many deposits are gathered by it. */
export function hourOf(at: Date): string {
  return at.toISOString().slice(0, 13);
}

/** When an hour is over and its mail may leave. */
export function endOfHour(at: Date): Date {
  return new Date(Math.floor(at.getTime() / hour) * hour + hour);
}
