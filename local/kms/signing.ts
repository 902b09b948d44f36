import { createPrivateKey, createPublicKey, type KeyObject, sign as signWith, verify as verifyWith } from "node:crypto";
import { type Caller, ServiceError } from "../core/service.ts";
import type { KeyRing } from "./key-ring.ts";

/** Signs up to 4,096 bytes with ECDSA over SHA-256; the signature is DER as on AWS. */
export function sign(ring: KeyRing, keyId: string, message: Buffer, caller: Caller) {
  const { keyArn, key } = keyFor(ring, keyId, "kms:Sign", caller);
  return { keyArn, signature: signWith("sha256", message, key) };
}

/** The key's ARN when the signature is right: KMSInvalidSignatureException otherwise. */
export function verify(
  ring: KeyRing,
  keyId: string,
  { message, signature }: { readonly message: Buffer; readonly signature: Buffer },
  caller: Caller,
): string {
  const { keyArn, key } = keyFor(ring, keyId, "kms:Verify", caller);
  if (!verifyWith("sha256", message, createPublicKey(key), signature)) {
    throw new ServiceError("KMSInvalidSignatureException", "");
  }
  return keyArn;
}

/** The public half as SubjectPublicKeyInfo. */
export function publicKeyOf(ring: KeyRing, keyId: string, caller: Caller) {
  const { keyArn, key } = keyFor(ring, keyId, "kms:GetPublicKey", caller);
  return { keyArn, spki: createPublicKey(key).export({ format: "der", type: "spki" }) };
}

function keyFor(
  ring: KeyRing,
  keyId: string,
  action: string,
  caller: Caller,
): { readonly keyArn: string; readonly key: KeyObject } {
  const found = ring.find(keyId);
  ring.authorize(found, { action, caller });
  const material = ring.material(found.key, "ECC_NIST_P256");
  return { keyArn: found.key.arn, key: createPrivateKey({ key: material, format: "der", type: "pkcs8" }) };
}
