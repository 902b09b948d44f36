import { z } from "zod";

/** What to do with one sealed copy, or with all of a message. */
export const messageActionRequest = z.strictObject({
  what: z.enum(["suspend", "resume", "recall", "resend"]),
  recipientId: z.string().min(1).max(200).optional(),
});

/** How many days from receipt every copy can be opened. */
export const extendRequest = z.strictObject({ days: z.number().int().min(1).max(365) });

/** What came of it: copies that changed, and how many of them had been opened before. */
export const actionAnswer = z.strictObject({
  changed: z.number().int(),
  alreadyOpened: z.number().int(),
});
export type ActionAnswer = z.output<typeof actionAnswer>;

const time = z.string().optional();

/** What became of one sealed copy. */
export const copyRow = z.strictObject({
  recipientId: z.string(),
  address: z.string(),
  state: z.enum(["waiting", "suspended", "recalled", "expired"]),
  expiresAt: z.string(),
  notifiedAt: time,
  bouncedAt: time,
  activatedAt: time,
  openedAt: time,
  repliedAt: time,
  endedAt: time,
  destroyedAt: time,
  resent: z.number().int(),
  mailStopped: z.boolean(),
  /** Whether the notice can be sent again. */
  resendable: z.boolean(),
});
export type CopyRow = z.output<typeof copyRow>;

/** The sealed copies of a message. */
export const copiesAnswer = z.strictObject({ copies: z.array(copyRow).readonly() });
export type CopiesAnswer = z.output<typeof copiesAnswer>;
