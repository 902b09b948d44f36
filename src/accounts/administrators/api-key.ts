import { timingSafeEqual } from "node:crypto";
import type { Clock } from "../../clock.ts";
import type { Scope } from "../../contracts/admin-api/scope-names.ts";
import { tokenHash } from "../token-hash.ts";

const idBytes = 9;
const secretBytes = 32;
const tokenForm = /^sgk_([\w-]{12})([\w-]{43})$/;
const hourMs = 3_600_000;

/** A key by which a program uses the admin API. */
export type ApiKey = {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the secret; the secret itself is stored nowhere. */
  readonly hash: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  /** Subject id. */
  readonly createdBy: string;
  readonly expiresAt: string;
  readonly revokedAt?: string;
  readonly lastUsedAt?: string;
};

/** Keeps API keys. */
export type ApiKeyStore = {
  find(id: string): Promise<ApiKey | null>;
  list(): Promise<readonly ApiKey[]>;
  /** False when the id is taken. */
  create(key: ApiKey): Promise<boolean>;
  /** The first moment counts; false when there is no such key. */
  revoke(id: string, at: Date): Promise<boolean>;
  markUsed(id: string, at: Date): Promise<void>;
};

/** Makes a key and tells its token, which nobody can tell again. */
export async function makeApiKey(
  keys: ApiKeyStore,
  clock: Clock,
  wish: Pick<ApiKey, "name" | "scopes" | "createdBy"> & { readonly days: number },
): Promise<{ readonly key: ApiKey; readonly token: string }> {
  const { days, ...given } = wish;
  const now = clock.now();
  const secret = clock.token(secretBytes);
  const key: ApiKey = {
    ...given,
    id: clock.token(idBytes),
    hash: tokenHash(secret),
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + days * 24 * hourMs).toISOString(),
  };
  await keys.create(key);
  return { key, token: `sgk_${key.id}${secret}` };
}

/** The key that a token belongs to; null when it is unknown, revoked or expired. */
export async function findApiKey(keys: ApiKeyStore, clock: Pick<Clock, "now">, token: string): Promise<ApiKey | null> {
  const [, id, secret] = tokenForm.exec(token) ?? [];
  if (id === undefined || secret === undefined) return null;
  const key = await keys.find(id);
  if (key === null || !isSame(tokenHash(secret), key.hash)) return null;
  const now = clock.now();
  if (stateOfKey(key, now) !== "active") return null;
  if (now.getTime() - Date.parse(key.lastUsedAt ?? key.createdAt) >= hourMs) await keys.markUsed(id, now);
  return key;
}

/** Whether a key can be used. */
export function stateOfKey({ revokedAt, expiresAt }: ApiKey, now: Date): "active" | "expired" | "revoked" {
  if (revokedAt !== undefined) return "revoked";
  return now.getTime() < Date.parse(expiresAt) ? "active" : "expired";
}

function isSame(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
