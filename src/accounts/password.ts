import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { commonWords } from "./common-passwords.ts";

const derive = promisify(argon2);
const cost = { memory: 19456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const prefix = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$`;
const stored = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;
/** A hash that no password has: the work is the same for accounts that do not exist. */
const dummy = `${prefix}${Buffer.alloc(16).toString("base64url")}$${Buffer.alloc(32).toString("base64url")}`;

export const passwordLength = { minimum: 12, maximum: 128 } as const;

/** Why a password may not be chosen. */
export type PasswordFault = "too-short" | "too-long" | "common";

/** A slow, salted hash with its cost inside. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive("argon2id", { message: password.normalize("NFKC"), nonce: salt, ...cost });
  return `${prefix}${salt.toString("base64url")}$${tag.toString("base64url")}`;
}

/** Whether the password is the hashed one; a null hash costs the same work and is never right. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, memory, passes, parallelism, salt = "", tag = ""] = stored.exec(hash ?? dummy) ?? [];
  const expected = Buffer.from(tag, "base64url");
  const nonce = Buffer.from(salt, "base64url");
  const message = password.slice(0, 4 * passwordLength.maximum).normalize("NFKC");
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const actual = await derive("argon2id", { message, nonce, tagLength: expected.length, ...parameters });
  return timingSafeEqual(actual, expected) && hash !== null;
}

/** What is wrong with a password somebody wants to choose; `own` are words about them that it must not consist of. */
export function passwordFault(password: string, own: readonly string[] = []): PasswordFault | null {
  const length = [...password.normalize("NFKC")].length;
  if (length < passwordLength.minimum) return "too-short";
  if (length > passwordLength.maximum) return "too-long";
  return isCommon(password.normalize("NFKC").toLowerCase(), own) ? "common" : null;
}

function isCommon(password: string, own: readonly string[]): boolean {
  if (new Set(password).size < 5 || isRun(password)) return true;
  const words = password.split(/[^\p{L}]+/u).filter((word) => word !== "");
  if (words.length === 0) return /^\d+$/.test(password);
  const ownWords = new Set(own.map((each) => lettersOf(each.toLowerCase())));
  const isKnown = (word: string) => commonWords.has(word) || ownWords.has(word);
  const core = password.replace(/^[^\p{L}@$]+|[^\p{L}@$]+$/gu, "").replaceAll(/[013457@$]/g, plainLetter);
  return isKnown(lettersOf(password)) || isKnown(lettersOf(core)) || words.every(isKnown);
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}]+/gu, "");
}

function plainLetter(sign: string): string {
  return { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s" }[sign] ?? sign;
}

/** Characters that follow one another in the alphabet, the digits, or repeat with a period of at most four. */
function isRun(password: string): boolean {
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  const stepping = steps.filter((step) => step === 1 || step === -1 || step === 0 || step === -9).length;
  const periodic = [1, 2, 3, 4].some((period) =>
    codes.every((code, index) => index < period || code === codes[index - period]),
  );
  return periodic || stepping >= steps.length - 1;
}
