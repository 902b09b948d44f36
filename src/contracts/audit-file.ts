import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One link of the chain. It names people by their subject id alone; names and values stand outside and can be erased. */
export const auditEntry = z.strictObject({
  /** 1 for the first, then without gaps. */
  seq: z.number().int().min(1),
  at: z.string(),
  /** Subject id of a person or API key, or `installation`, `housekeeping`, `operator`. */
  by: z.string(),
  /** Network address the request came from; empty where there was no request. */
  from: z.string(),
  /** What was done, as `policies.publish`. */
  action: z.string(),
  /** What it was done to: an id or a version, never a name or address. */
  object: z.string(),
  /** Hash of the values before and after with their salt; null where there are none. */
  details: sha256.nullable(),
  /** Hash of the entry before; zeros for the first. */
  previous: sha256,
  hash: sha256,
});
export type AuditEntry = z.output<typeof auditEntry>;

/** The values of a change, kept beside the chain: the salt lets nobody guess them once they were erased. */
export const auditDetails = z.strictObject({
  salt: z.string().min(22),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export type AuditDetails = z.output<typeof auditDetails>;

/** An entry with its values; null when it has none, or when they were erased. */
export const auditedEntry = z.strictObject({ entry: auditEntry, details: auditDetails.nullable() });
export type AuditedEntry = z.output<typeof auditedEntry>;

/** The chain's end on a day, signed by the installation's KMS key. */
export const auditRoot = z.strictObject({
  /** The day it was signed on, UTC. */
  day: z.iso.date(),
  at: z.string(),
  seq: z.number().int().min(1),
  /** Hash of the entry of that number. */
  hash: sha256,
  keyId: z.string(),
  algorithm: z.literal("ECDSA_SHA_256"),
  /** Over the canonical JSON of day, at, seq and hash; base64. */
  signature: z.base64(),
});
export type AuditRoot = z.output<typeof auditRoot>;

/** The first line of an exported log. */
export const auditFileHeader = z.strictObject({
  format: z.literal("sealgate-audit"),
  version: z.literal(1),
  exportedAt: z.string(),
  /** SubjectPublicKeyInfo of the key that signs roots; base64. */
  publicKey: z.base64(),
});
export type AuditFileHeader = z.output<typeof auditFileHeader>;

/** Every other line: an entry, or a root behind the entry that it signs. */
export const auditFileLine = z.union([auditedEntry, z.strictObject({ root: auditRoot })]);
