import { z } from "zod";
import { auditedEntry, auditRoot } from "../audit-file.ts";

/** One page of the audit log, newest first, or with `after` oldest first. */
export const auditRequest = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** From an earlier answer. */
  cursor: z.string().max(200).optional(),
  /** Only entries behind this number, oldest first: how an export goes on. */
  after: z.coerce.number().int().min(0).optional(),
  /** Part of the act's name, as `policies`. */
  action: z.string().max(60).optional(),
  /** Part of the name, or the subject id, of who did it. */
  by: z.string().max(320).optional(),
  /** Part of what it was done to, or of the name behind it. */
  object: z.string().max(320).optional(),
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
});
export type AuditRequest = z.output<typeof auditRequest>;

/** Entries with the names behind their subject ids, as far as these were not erased. */
export const auditAnswer = z.strictObject({
  entries: z.array(auditedEntry),
  names: z.record(z.string(), z.string()),
  /** Goes back as `cursor` for the next page; absent at the end. */
  cursor: z.string().optional(),
});
export type AuditAnswer = z.output<typeof auditAnswer>;

/** What an exported log is verified by. */
export const auditRootsAnswer = z.strictObject({
  /** SubjectPublicKeyInfo of the key that signs roots; base64. */
  publicKey: z.string(),
  roots: z.array(auditRoot),
});
export type AuditRootsAnswer = z.output<typeof auditRootsAnswer>;
