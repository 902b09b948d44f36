import type { Clock } from "../../clock.ts";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const bytes = 10;

/** An 80-bit password that can be read aloud and typed: four groups of four, without I, L, O and U. */
export function newOneTimePassword(clock: Clock): string {
  const bits = [...Buffer.from(clock.token(bytes), "base64url")].map((byte) => byte.toString(2).padStart(8, "0"));
  const groups = bits.join("").match(/.{20}/g) ?? [];
  return groups.map(group).join("-");
}

/** The form that is hashed and compared: how it was typed does not matter. */
export function canonicalOneTimePassword(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
}

function group(bits: string): string {
  const fives = bits.match(/.{5}/g) ?? [];
  return fives.map((five) => alphabet[Number.parseInt(five, 2)]).join("");
}
