import { createHash } from "node:crypto";
import type { AuditDetails, AuditEntry, AuditRoot } from "../contracts/audit-file.ts";
import { canonicalJson } from "./canonical-json.ts";

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

/** The bytes of a root that are signed. */
export function signedBytesOf({ day, at, seq, hash }: Pick<AuditRoot, "day" | "at" | "seq" | "hash">): Buffer {
  return Buffer.from(canonicalJson({ v: 1, day, at, seq, hash }));
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
