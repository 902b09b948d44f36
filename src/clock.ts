import { randomBytes } from "node:crypto";

/** The only source of time and randomness for the product's code. */
export type Clock = {
  now(): Date;
  /** An unguessable identifier or token of `bytes` random bytes, base64url. */
  token(bytes: number): string;
};

/** The real clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  token: (bytes) => randomBytes(bytes).toString("base64url"),
};
