import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "./canonical-json.ts";

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

/** What stands before the first entry. */
export const beginning = "0".repeat(64);

/** The hash that an entry must carry: of everything else in it, the hash before it included. */
export function hashOfEntry(entry: Omit<AuditEntry, "hash">): string {
  const { seq, at, by, from, action, object, details, previous } = entry;
  return hashOf({ v: 1, seq, at, by, from, action, object, details, previous });
}

/** The hash by which an entry is bound to its values. */
export function hashOfDetails({ salt, before, after }: AuditDetails): string {
  return hashOf({ salt, before, after });
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
