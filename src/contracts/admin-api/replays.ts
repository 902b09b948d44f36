import { z } from "zod";
import { disposition } from "../policies.ts";
import { verdictRow } from "./simulations.ts";
import { trace } from "./trace.ts";

/** One step of a replay: some messages of the last days, from where the step before ended. */
export const replayRequest = z.strictObject({
  of: z.string().max(100).optional(),
  revision: z.number().int().min(0),
  days: z.number().int().min(1).max(400),
  /** What today's verdicts are compared with. */
  against: z.enum(["then", "in-force"]).default("then"),
  cursor: z.string().max(2_000).optional(),
});

const outcome = z.strictObject({
  disposition,
  policyName: z.string().nullable(),
  encryptionProfile: z.string().nullable(),
});

/** One recipient whose verdict changes, or cannot be known. */
export const replayedRow = z.strictObject({
  messageId: z.string(),
  receivedAt: z.string(),
  from: z.string(),
  subject: z.string(),
  recipient: z.string(),
  kind: z.enum(["changed", "unknown"]),
  before: outcome.nullable(),
  after: outcome,
  opensHole: z.boolean(),
  /** Policies whose questions were not asked of the message when its text was there, and no kept text answers. */
  unknownTo: z.array(z.string()).readonly(),
});
export type ReplayedRow = z.output<typeof replayedRow>;

/** What one step found; repeated with the cursor until there is none. */
export const replayAnswer = z.strictObject({
  messages: z.number().int(),
  recipients: z.number().int(),
  rows: z.array(replayedRow).readonly(),
  /** Messages of which nothing can be said: not judged, or judged with more than is kept. */
  notKnown: z.number().int(),
  /** Messages whose kept text was asked what nobody asked when they came. */
  texts: z.number().int(),
  /** Days for which whoever asks may have kept texts asked; 0: not at all. */
  textDays: z.number().int(),
  /** How far back the replay has come. */
  reached: z.string(),
  /** From 0 to 1. */
  done: z.number(),
  cursor: z.string().optional(),
});
export type ReplayAnswer = z.output<typeof replayAnswer>;

/** Which policies explain a past message: a version, somebody's draft, or those that judged it. */
export const explanationRequest = z.strictObject({
  version: z.coerce.number().int().min(1).optional(),
  draft: z.string().max(100).optional(),
});

/** A past message's verdicts under a version or draft, from its facts and, where that was needed, its kept text. */
export const explanationAnswer = z.strictObject({
  policies: z.string(),
  /** The version that judged it when it came; 0 where it was not judged. */
  judgedBy: z.number().int(),
  /** Whether its kept text was asked. */
  fromText: z.boolean(),
  verdicts: z.array(verdictRow).readonly(),
  traces: z.array(trace).readonly(),
  /** The reasoning of then, by recipient. */
  beforeTraces: z.array(trace).readonly(),
  before: z.array(verdictRow).readonly(),
  /** By recipient, policies that ask what cannot be known any more. */
  unknown: z.record(z.string(), z.array(z.string())),
});
export type ExplanationAnswer = z.output<typeof explanationAnswer>;

/** How often policies decided in the last days; repeated with the cursor until there is none. */
export const hitsRequest = z.strictObject({
  days: z.coerce.number().int().min(1).max(90).default(7),
  cursor: z.string().max(2_000).optional(),
});
export const hitsAnswer = z.strictObject({
  messages: z.number().int(),
  /** Recipients by policy id; "" stands for the last row. */
  hits: z.record(z.string(), z.number().int()),
  /** Recipients whom a policy in audit-only mode would have decided, by policy id. */
  audited: z.record(z.string(), z.number().int()),
  cursor: z.string().optional(),
});
export type HitsAnswer = z.output<typeof hitsAnswer>;
