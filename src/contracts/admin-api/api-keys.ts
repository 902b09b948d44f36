import { z } from "zod";
import { scopes } from "./scope-names.ts";

/** One of the scopes. */
export const scope = z.enum(scopes);

/** A key without its secret. */
export const apiKeyRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  scopes: z.array(scope),
  state: z.enum(["active", "expired", "revoked"]),
  createdAt: z.string(),
  /** User name, where it is still known. */
  createdBy: z.string(),
  expiresAt: z.string(),
  /** To the hour. */
  lastUsedAt: z.string().optional(),
});
export type ApiKeyRow = z.output<typeof apiKeyRow>;

/** All keys, also those that ended. */
export const apiKeysAnswer = z.strictObject({ keys: z.array(apiKeyRow) });
export type ApiKeysAnswer = z.output<typeof apiKeysAnswer>;

/** Make a key. */
export const newApiKeyRequest = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^\P{Cc}*$/u),
  scopes: z.array(scope).min(1).max(scopes.length),
  days: z.number().int().min(1).max(365),
});

/** The new key; its token is told this once. */
export const newApiKeyAnswer = z.strictObject({ key: apiKeyRow, token: z.string() });
export type NewApiKeyAnswer = z.output<typeof newApiKeyAnswer>;
