import { createHash } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The code by which people name a message: the same on every mail and page about it, and not a secret. */
export function referenceOf(messageId: string): string {
  const bytes = createHash("sha256").update(`reference\n${messageId}`).digest();
  const symbols = [...bytes.subarray(0, 8)].map((byte) => alphabet[byte & 31]).join("");
  return `${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}
