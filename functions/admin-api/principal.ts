import type { SessionPurpose } from "../../src/accounts/administrators/administrator.ts";
import { findApiKey } from "../../src/accounts/administrators/api-key.ts";
import { findSession, type SignedIn } from "../../src/accounts/administrators/sessions.ts";
import type { AdminContext } from "../../src/context/admin.ts";
import { type Role, roles } from "../../src/contracts/admin-api/role-names.ts";
import { SealgateError } from "../../src/errors.ts";
import { routesOf, type WebRequest } from "../middleware/route.ts";

/** Holds the token of an administrator's session; another name than the recipients' cookie. */
export const consoleCookie = "__Host-console";

/** A role; or what a session that is not complete is for, and then it may do nothing else; or a program by its key. */
export type ConsoleRole = Role | Exclude<SessionPurpose, "full"> | "api-key";

/** Who calls: a person in a session, or a program by an API key. */
export type Principal = {
  readonly role: ConsoleRole;
  /** How the audit log names who calls. */
  readonly subjectId: string;
  /** User name, or the key's name. */
  readonly name: string;
  /** What a key may do; absent for people. */
  readonly scopes?: readonly string[];
  /** The session; absent for keys. */
  readonly signedIn?: SignedIn;
};

/** The session of a person; keys are refused. */
export function sessionOf({ signedIn }: Principal): SignedIn {
  if (signedIn === undefined) throw new SealgateError("forbidden", 403, "an API key may not do this");
  return signedIn;
}

/** Everybody who is signed in with a password of their own. */
export const everyRole: readonly ConsoleRole[] = roles;

/** Whoever answers for policies and mail; reviewers see held mail alone. */
export const overseers = ["owner", "policy-admin", "help-desk", "auditor"] as const satisfies readonly ConsoleRole[];

/** Defines one route of the admin API. */
export const route = routesOf<AdminContext, Principal, ConsoleRole>();

/** Who holds the request's cookie, or the API key in its Authorization header; files need nobody. */
export async function findPrincipal(context: AdminContext, request: WebRequest): Promise<Principal | null> {
  const { authorization } = request.headers;
  if (authorization !== undefined && request.path.startsWith("/api/")) return keyHolder(context, authorization);
  const token = request.cookies[consoleCookie];
  if (token === undefined || !request.path.startsWith("/api/")) return null;
  const signedIn = await findSession(context, context.clock, token);
  if (signedIn === null) return null;
  const { purpose } = signedIn.session;
  const role = purpose === "full" ? signedIn.administrator.role : purpose;
  const { subjectId, userName } = signedIn.administrator;
  return { role, subjectId, name: userName, signedIn };
}

/** A wrong key is no stranger: it is told so, and never falls back to a cookie. */
async function keyHolder(context: AdminContext, authorization: string): Promise<Principal> {
  const [, token = ""] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
  const key = await findApiKey(context.apiKeys, context.clock, token);
  if (key === null) throw new SealgateError("key-refused", 401, "the API key is unknown, revoked or expired");
  return { role: "api-key", subjectId: key.id, name: key.name, scopes: key.scopes };
}
