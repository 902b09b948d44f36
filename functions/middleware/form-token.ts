import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** Names the browser for form tokens; carries no right. */
export const visitCookie = "__Host-visit";

/** Name of the hidden field, and with `x-` before it of the header, that carries the token. */
export const tokenField = "form-token";

/** A token bound to the browser's visit cookie, masked anew each time so that compression tells nothing of it. */
export function formToken(visit: string): string {
  const secret = digest(visit);
  const mask = randomBytes(secret.length);
  return Buffer.concat([mask, xor(secret, mask)]).toString("base64url");
}

/** Whether the token was made for this visit. */
export function isFormToken(token: string, visit: string): boolean {
  const bytes = Buffer.from(token, "base64url");
  const secret = digest(visit);
  if (visit === "" || bytes.length !== 2 * secret.length) return false;
  return timingSafeEqual(xor(bytes.subarray(secret.length), bytes.subarray(0, secret.length)), secret);
}

function digest(visit: string): Buffer {
  return createHash("sha256").update(`form:${visit}`).digest();
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}
