import { z } from "zod";

/** Both ends of a range, each optional, both included; at least one must be given. */
export function range(bound: z.ZodType<number>) {
  return { atLeast: bound.optional(), atMost: bound.optional() };
}

type Range = { readonly atLeast?: number | undefined; readonly atMost?: number | undefined };

/** Whether at least one end is given, and they are in order. */
export function isRange({ atLeast, atMost }: Range): boolean {
  if (atLeast === undefined || atMost === undefined) return atLeast !== undefined || atMost !== undefined;
  return atLeast <= atMost;
}

/** What is said of a range that is none. */
export const rangeProblem = "give atLeast, atMost or both, in order";

/** Whether a number lies in a range. */
export function inRange(value: number, { atLeast, atMost }: Range): boolean {
  return value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY);
}

/** A range in words: "at least 5 bytes and at most 9 bytes". */
export function rangeWords({ atLeast, atMost }: Range, unit: string): string {
  const ends = [atLeast === undefined ? "" : `at least ${atLeast}`, atMost === undefined ? "" : `at most ${atMost}`];
  return `${ends.filter((end) => end !== "").join(" and ")} ${unit}`;
}

/** A whole number from 0 on. */
export const wholeNumber = z.number().int().min(0).max(1_073_741_824);
