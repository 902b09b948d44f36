import { z } from "zod";
import { largestTriedMessage } from "../limits.ts";
import { disposition } from "../policies.ts";
import { emailAddress } from "../policies-names.ts";
import { finding } from "./messages.ts";
import { trace } from "./trace.ts";

const typed = z.strictObject({
  subject: z.string().max(2_000).default(""),
  text: z.string().max(1_000_000).default(""),
});

/** A message to be tried: its .eml file, or typed words; with what is assumed of its way here. */
export const simulationRequest = z.strictObject({
  /** Base64 of an .eml file. */
  eml: z
    .base64()
    .max(Math.ceil(largestTriedMessage / 3) * 4)
    .optional(),
  typed: typed.optional(),
  from: emailAddress.optional(),
  to: z.array(emailAddress).max(100).default([]),
  at: z.iso.datetime({ offset: true }).optional(),
  sourceIp: z.union([z.ipv4(), z.ipv6()]).optional(),
  tls: z.boolean().optional(),
  /** Whose draft judges it (a subject id or "mine"), or a version; without both, the policies in force. */
  draft: z.string().max(100).optional(),
  version: z.number().int().min(1).optional(),
});

/** A verdict with its reasoning. */
export const verdictRow = z.strictObject({
  recipient: z.string(),
  disposition,
  policyId: z.string().nullable(),
  policyName: z.string().nullable(),
  reason: z.enum(["policy", "otherwise", "unreadable", "unknown"]),
  classes: z.array(z.string()).readonly(),
  encryptionProfile: z.string().nullable(),
  /** Changes that the policy makes, in words. */
  changes: z.array(z.string()).readonly(),
  /** Index into `traces`. */
  trace: z.number().int(),
});
export type VerdictRow = z.output<typeof verdictRow>;

/** One text as the engine read it. */
export const readText = z.strictObject({
  view: z.string(),
  place: z.string().optional(),
  /** The beginning of it. */
  text: z.string(),
  /** Its whole length in characters. */
  length: z.number().int(),
});

/** One part of the message as the engine read it. */
export const readPart = z.strictObject({
  path: z.string(),
  declaredType: z.string(),
  trueType: z.string().nullable(),
  names: z.array(z.string()).readonly(),
  isAttachment: z.boolean(),
  size: z.number().int(),
  texts: z.array(readText).readonly(),
  findings: z.array(finding).readonly(),
});
export type ReadPart = z.output<typeof readPart>;

/** What would happen to the message; nothing of it was kept. */
export const simulationAnswer = z.strictObject({
  policies: z.string(),
  subject: z.string(),
  sender: z.string(),
  size: z.number().int(),
  milliseconds: z.number(),
  verdicts: z.array(verdictRow).readonly(),
  traces: z.array(trace).readonly(),
  findings: z.array(finding).readonly(),
  parts: z.array(readPart).readonly(),
  /** Parts beyond the ones shown. */
  moreParts: z.number().int(),
});
export type SimulationAnswer = z.output<typeof simulationAnswer>;
