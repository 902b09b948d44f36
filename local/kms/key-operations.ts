import { randomBytes } from "node:crypto";
import { ServiceError } from "../core/service.ts";
import { keyIdOfCiphertext, unwrap, wrap } from "./ciphertext.ts";
import type { KeyRing, KeyUse } from "./key-ring.ts";

/** A use without its action, which each operation names itself. */
type Use = Omit<KeyUse, "action">;

/** Bytes opened, and the ARN of the key that opened them. */
type Opened = { readonly keyArn: string; readonly plaintext: Buffer };

/** Encrypts up to 4,096 bytes. */
export function encrypt(ring: KeyRing, keyId: string, plaintext: Buffer, use: Use) {
  const found = ring.find(keyId);
  ring.authorize(found, { ...use, action: "kms:Encrypt" });
  const { key } = found;
  return { keyArn: key.arn, ciphertext: wrap(key.keyId, ring.material(key), use.encryptionContext ?? {}, plaintext) };
}

/** A fresh data key, in clear and wrapped. */
export function generateDataKey(ring: KeyRing, keyId: string, bytes: number, use: Use) {
  const found = ring.find(keyId);
  ring.authorize(found, { ...use, action: "kms:GenerateDataKey" });
  const { key } = found;
  const plaintext = randomBytes(bytes);
  const ciphertext = wrap(key.keyId, ring.material(key), use.encryptionContext ?? {}, plaintext);
  return { keyArn: key.arn, plaintext, ciphertext };
}

/** Opens a ciphertext; `expectedKey` refuses any other key with IncorrectKeyException. */
export function decrypt(ring: KeyRing, ciphertext: Buffer, expectedKey: string | undefined, use: Use): Opened {
  const key = ring.byId(keyIdOfCiphertext(ciphertext));
  if (!key) throw new ServiceError("InvalidCiphertextException", "");
  const named = expectedKey === undefined ? { key } : ring.find(expectedKey);
  ring.authorize(named, { ...use, action: "kms:Decrypt" });
  if (named.key !== key) {
    const message = "The key ID in the request does not identify a CMK that can perform this operation.";
    throw new ServiceError("IncorrectKeyException", message);
  }
  return { keyArn: key.arn, plaintext: unwrap(ring.material(key), use.encryptionContext ?? {}, ciphertext) };
}
