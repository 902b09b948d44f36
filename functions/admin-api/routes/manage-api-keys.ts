import { type ApiKey, makeApiKey, stateOfKey } from "../../../src/accounts/administrators/api-key.ts";
import {
  type ApiKeyRow,
  apiKeysAnswer,
  newApiKeyAnswer,
  newApiKeyRequest,
} from "../../../src/contracts/admin-api/api-keys.ts";
import { SealgateError } from "../../../src/errors.ts";
import { jsonAnswer } from "../json-answer.ts";
import { route } from "../principal.ts";

/** All API keys, newest first. */
export const listApiKeys = route({
  method: "GET",
  path: "/api/api-keys",
  roles: ["owner", "auditor"],
  answer: apiKeysAnswer,
  handle: async ({ context }) => {
    const keys = await context.apiKeys.list();
    const names = await context.people.namesOf(keys.map(({ createdBy }) => createdBy));
    const newest = keys.toSorted((left, right) => right.createdAt.localeCompare(left.createdAt));
    const now = context.clock.now();
    return jsonAnswer(apiKeysAnswer, { keys: newest.map((key) => toRow(key, now, names)) });
  },
});

/** Makes a key; its token is answered this once. */
export const createApiKey = route({
  method: "POST",
  path: "/api/api-keys",
  roles: ["owner"],
  request: newApiKeyRequest,
  answer: newApiKeyAnswer,
  audit: "api-keys.create",
  handle: async ({ input, principal, context }) => {
    const wish = { ...input, scopes: [...new Set(input.scopes)], createdBy: principal.subjectId };
    const { key, token } = await makeApiKey(context.apiKeys, context.clock, wish);
    const row = toRow(key, context.clock.now(), new Map([[principal.subjectId, principal.name]]));
    const { id, name, scopes, expiresAt } = key;
    const recorded = { object: id, after: { name, scopes, expiresAt } };
    return { ...jsonAnswer(newApiKeyAnswer, { key: row, token }), status: 201, recorded };
  },
});

/** Ends a key at once. */
export const revokeApiKey = route({
  method: "DELETE",
  path: "/api/api-keys/{id}",
  roles: ["owner"],
  audit: "api-keys.revoke",
  handle: async ({ params, context }) => {
    const { id = "" } = params;
    if (!(await context.apiKeys.revoke(id, context.clock.now()))) {
      throw new SealgateError("not-found", 404, "no such API key");
    }
    return { status: 204, recorded: { object: id } };
  },
});

function toRow(key: ApiKey, now: Date, names: ReadonlyMap<string, string>): ApiKeyRow {
  const { id, name, scopes, createdAt, createdBy, expiresAt, lastUsedAt } = key;
  return {
    id,
    name,
    scopes: [...scopes],
    state: stateOfKey(key, now),
    createdAt,
    createdBy: names.get(createdBy) ?? "",
    expiresAt,
    lastUsedAt,
  };
}
