/** What an API key may be allowed to do; a route names the one that it needs. */
export const scopes = [
  "policies:read",
  "policies:write",
  "messages:read",
  "accounts:read",
  "accounts:write",
  "tls:read",
  "tls:write",
  "settings:read",
  "audit:read",
] as const;
export type Scope = (typeof scopes)[number];
