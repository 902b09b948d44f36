import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { ServiceError } from "../core/service.ts";
import type { EncryptionContext } from "./kms.ts";

const MAGIC = Buffer.from("SGK1");
const KEY_ID_END = MAGIC.length + 16;
const IV_END = KEY_ID_END + 12;
const TAG_END = IV_END + 16;

const invalid = (): ServiceError => new ServiceError("InvalidCiphertextException", "");

/** The order of a context's pairs carries no meaning, so they are sorted before they are authenticated. */
function associatedData(keyId: Buffer, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.concat([MAGIC, keyId, Buffer.from(JSON.stringify(pairs))]);
}

const keyIdBytes = (keyId: string): Buffer => Buffer.from(keyId.replaceAll("-", ""), "hex");

/** AES-256-GCM under a key's material: magic, key id, IV, tag, encrypted bytes; the context is authenticated. */
export function wrap(keyId: string, material: Buffer, context: EncryptionContext, plaintext: Buffer): Buffer {
  const iv = randomBytes(12);
  const id = keyIdBytes(keyId);
  const cipher = createCipheriv("aes-256-gcm", material, iv).setAAD(associatedData(id, context));
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([MAGIC, id, iv, cipher.getAuthTag(), encrypted]);
}

/** The id of the key that made a ciphertext. */
export function keyIdOfCiphertext(ciphertext: Buffer): string {
  if (ciphertext.length <= TAG_END || !ciphertext.subarray(0, MAGIC.length).equals(MAGIC)) throw invalid();
  const hex = ciphertext.toString("hex", MAGIC.length, KEY_ID_END);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The plaintext; InvalidCiphertextException when a byte, the key or the context differs. */
export function unwrap(material: Buffer, context: EncryptionContext, ciphertext: Buffer): Buffer {
  const id = ciphertext.subarray(MAGIC.length, KEY_ID_END);
  const iv = ciphertext.subarray(KEY_ID_END, IV_END);
  const decipher = createDecipheriv("aes-256-gcm", material, iv, { authTagLength: 16 });
  decipher.setAAD(associatedData(id, context)).setAuthTag(ciphertext.subarray(IV_END, TAG_END));
  try {
    return Buffer.concat([decipher.update(ciphertext.subarray(TAG_END)), decipher.final()]);
  } catch {
    throw invalid();
  }
}
