import { randomBytes } from "node:crypto";
import { hostCookie } from "./cookies.ts";
import { formToken, visitCookie } from "./form-token.ts";
import type { WebRequest } from "./route.ts";

/** A form token for this browser, and the cookie to set when it has none to bind the token to. */
export function visitOf(request: Pick<WebRequest, "cookies">): { token: string; cookies: readonly string[] } {
  const known = request.cookies[visitCookie] ?? "";
  if (/^[\w-]{22}$/.test(known)) return { token: formToken(known), cookies: [] };
  const visit = randomBytes(16).toString("base64url");
  return { token: formToken(visit), cookies: [hostCookie(visitCookie, visit)] };
}
