import { createHash, createHmac } from "node:crypto";

/** What is stored in place of a random token; one-way, and fast because the token itself cannot be guessed. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** What is stored in place of a generated password: keyed by its token, which is itself stored only as a hash. */
export function generatedPasswordHash(token: string, password: string): string {
  return createHmac("sha256", token).update(password).digest("base64url");
}
