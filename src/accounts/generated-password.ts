import type { Clock } from "../clock.ts";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const symbols = 16;

/** A random password of 80 bits in four groups, of characters that cannot be mistaken for one another. */
export function newGeneratedPassword(clock: Pick<Clock, "token">): string {
  const bits = BigInt(`0x${Buffer.from(clock.token(10), "base64url").toString("hex")}`);
  const characters = Array.from({ length: symbols }, (_, index) => alphabet[Number((bits >> BigInt(5 * index)) & 31n)]);
  return (characters.join("").match(/.{4}/g) ?? []).join("-");
}

/** The generated password as typed, without what typing may change: case, separators, and o for 0, i or l for 1. */
export function normalGeneratedPassword(typed: string): string {
  return typed
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .replaceAll("o", "0")
    .replaceAll(/[il]/g, "1");
}
