import { z } from "zod";

/** Which page of what waits for review. */
export const heldRequest = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(2_000).optional(),
});

/** One recipient's copy that waits for a reviewer. */
export const heldRow = z.strictObject({
  messageId: z.string(),
  recipientId: z.string(),
  address: z.string(),
  internal: z.boolean(),
  from: z.string(),
  subject: z.string(),
  size: z.number(),
  heldAt: z.string(),
  /** It goes back to its sender then. */
  until: z.string(),
  policyName: z.string().optional(),
  reason: z.string().optional(),
  /** Whether its content can be opened. */
  readable: z.boolean(),
  /** Set where a virus was found: it can only go back. */
  unreleasable: z.boolean(),
  /** A release that waits for a second reviewer; `own`: it is the caller's. */
  proposal: z.strictObject({ at: z.string(), form: z.enum(["encrypt", "send"]), own: z.boolean() }).optional(),
});
export type HeldRow = z.output<typeof heldRow>;

/** Longest waiting first. */
export const heldAnswer = z.strictObject({
  held: z.array(heldRow).readonly(),
  cursor: z.string().optional(),
  /** Whether a release needs two persons. */
  twoPersons: z.boolean(),
});
export type HeldAnswer = z.output<typeof heldAnswer>;

/** Which part of an attachment; one that is larger than a part has to be asked for by parts. */
export const heldFileRequest = z.strictObject({ part: z.coerce.number().int().min(0).max(1_000).optional() });

/** What reviewers see of held mail: text alone, and what is attached. */
export const heldContentAnswer = z.strictObject({
  from: z.string(),
  to: z.array(z.string()).readonly(),
  cc: z.array(z.string()).readonly(),
  subject: z.string(),
  date: z.string(),
  text: z.string(),
  /** What the HTML form says; empty where that is the same. */
  htmlText: z.string(),
  /** Whether there is more text than is shown. */
  isCut: z.boolean(),
  attachments: z
    .array(z.strictObject({ number: z.number().int(), name: z.string(), type: z.string(), size: z.number() }))
    .readonly(),
});
export type HeldContentAnswer = z.output<typeof heldContentAnswer>;

/** How it shall leave. */
export const releaseRequest = z.strictObject({ form: z.enum(["encrypt", "send"]) });

/** `proposed`: a second reviewer must agree. */
export const releaseAnswer = z.strictObject({ outcome: z.enum(["released", "proposed"]) });
export type ReleaseAnswer = z.output<typeof releaseAnswer>;
