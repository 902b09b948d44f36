import { randomBytes } from "node:crypto";
import { hostCookie } from "./cookies.ts";
import { formToken, visitCookie } from "./form-token.ts";
import type { WebRequest } from "./route.ts";

/** The request with a visit to bind something to besides the form, and the cookie to set when it is new. */
export function withVisit<Asked extends Pick<WebRequest, "cookies">>(
  request: Asked,
): { readonly request: Asked & { readonly cookies: Record<string, string> }; readonly cookies: readonly string[] } {
  if (/^[\w-]{22}$/.test(request.cookies[visitCookie] ?? "")) return { request, cookies: [] };
  const visit = randomBytes(16).toString("base64url");
  const cookies = { ...request.cookies, [visitCookie]: visit };
  return { request: { ...request, cookies }, cookies: [hostCookie(visitCookie, visit)] };
}

/** A form token for this browser, and the cookie to set when it has none to bind the token to. */
export function visitOf(request: Pick<WebRequest, "cookies">): { token: string; cookies: readonly string[] } {
  const known = request.cookies[visitCookie] ?? "";
  if (/^[\w-]{22}$/.test(known)) return { token: formToken(known), cookies: [] };
  const visit = randomBytes(16).toString("base64url");
  return { token: formToken(visit), cookies: [hostCookie(visitCookie, visit)] };
}
