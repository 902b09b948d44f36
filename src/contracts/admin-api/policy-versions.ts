import { z } from "zod";
import { difference } from "./drafts.ts";

/** A version of the policies without the policies. */
export const versionRow = z.strictObject({
  version: z.number().int(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  note: z.string(),
  /** "console", "file", or "version 5" where that was put in force again. */
  origin: z.string(),
});
export type VersionRow = z.output<typeof versionRow>;

export const versionsRequest = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  before: z.coerce.number().int().min(1).optional(),
});

/** Versions, newest first. */
export const versionsAnswer = z.strictObject({
  inForce: z.number().int(),
  versions: z.array(versionRow).readonly(),
  /** For `before` of the next page; absent at the end. */
  before: z.number().int().optional(),
  /** The file pushed last, where the console has published since. */
  drift: z
    .strictObject({ pushed: versionRow, since: z.array(versionRow).readonly(), differences: z.number().int() })
    .optional(),
});
export type VersionsAnswer = z.output<typeof versionsAnswer>;

export const comparisonRequest = z.strictObject({ with: z.coerce.number().int().min(1).optional() });

/** What a version says differently from another. */
export const comparisonAnswer = z.strictObject({
  from: z.number().int(),
  to: z.number().int(),
  differences: z.array(difference).readonly(),
});
export type ComparisonAnswer = z.output<typeof comparisonAnswer>;

/** Puts an earlier version in force again, as a new one. */
export const restoreRequest = z.strictObject({
  /** The version in force that whoever asks has seen. */
  basedOn: z.number().int().min(1),
  note: z.string().trim().min(1).max(2_000),
});
