import { hash } from "node:crypto";
import { ServiceError } from "../core/service.ts";
import type { ItemStore } from "./item-store.ts";

const lifetime = 10 * 60 * 1000;

/** A text that is the same for requests that ask the same. */
export const requestDigest = (request: unknown): string => hash("sha256", JSON.stringify(request, sortedKeys), "hex");

const sortedKeys = (_name: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
    : value;

/** True when a transaction with this token was done in the last ten minutes; throws when it asked for something else. */
export const wasCompleted = (store: ItemStore, token: string, digest: string, now: Date): boolean => {
  const sql = "SELECT request FROM tokens WHERE token = ? AND expires > ?";
  const [row] = [...store.rows(sql, token, now.getTime())];
  if (row && row.request !== digest) {
    throw new ServiceError(
      "IdempotentParameterMismatchException",
      "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different requests, unless the requests are identical",
    );
  }
  return row !== undefined;
};

/** Remembers a completed transaction, in the same change as its writes. */
export const recordToken = (store: ItemStore, token: string, digest: string, now: Date): void => {
  store.run("INSERT OR REPLACE INTO tokens VALUES (?, ?, ?)", token, digest, now.getTime() + lifetime);
};

/** Forgets tokens whose ten minutes are over. */
export const forgetTokens = (store: ItemStore, now: Date): void => {
  store.run("DELETE FROM tokens WHERE expires <= ?", now.getTime());
};
