import type { Clock } from "../clock.ts";
import type { AuditEntry, AuditRoot } from "../contracts/audit-file.ts";
import { signedBytesOf } from "./entry.ts";

/** The installation's signing key; its private half never leaves KMS. */
export type RootSigner = {
  sign(bytes: Uint8Array): Promise<{ readonly keyId: string; readonly signature: Uint8Array }>;
  /** SubjectPublicKeyInfo, DER. */
  publicKey(): Promise<Uint8Array>;
};

/** Keeps signed roots, one a day. */
export type RootStore = {
  newest(): Promise<AuditRoot | null>;
  /** False when the day has its root. */
  add(root: AuditRoot): Promise<boolean>;
  /** Oldest first. */
  list(): Promise<readonly AuditRoot[]>;
};

/** What signing a root needs. */
export type SignRootPorts = {
  readonly auditEnd: { last(): Promise<AuditEntry | null> };
  readonly roots: RootStore;
  readonly signer: Pick<RootSigner, "sign">;
};

/** Signs the chain's end once a day; null when the day has its root or nothing was added since the last. */
export async function signRoot(ports: SignRootPorts, clock: Pick<Clock, "now">): Promise<AuditRoot | null> {
  const at = clock.now().toISOString();
  const day = at.slice(0, 10);
  const before = await ports.roots.newest();
  if (before !== null && before.day >= day) return null;
  const last = await ports.auditEnd.last();
  if (last === null || last.seq <= (before?.seq ?? 0)) return null;
  const { seq, hash } = last;
  const { keyId, signature } = await ports.signer.sign(signedBytesOf({ day, at, seq, hash }));
  const root: AuditRoot = {
    day,
    at,
    seq,
    hash,
    keyId,
    algorithm: "ECDSA_SHA_256",
    signature: Buffer.from(signature).toString("base64"),
  };
  return (await ports.roots.add(root)) ? root : null;
}
