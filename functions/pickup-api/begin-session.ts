import type { Account } from "../../src/accounts/account.ts";
import { noteDevice } from "../../src/accounts/known-device.ts";
import { endSession, startSession } from "../../src/accounts/session.ts";
import type { PickupContext } from "../../src/context/pickup.ts";
import { hostCookie } from "../middleware/cookies.ts";
import type { WebRequest } from "../middleware/route.ts";
import { browserOf } from "./browser-of.ts";
import { deviceCookie, deviceCookieSeconds, sessionCookie } from "./principal.ts";

/** Cookies of a session that begins. A browser that never signed in before is told of by mail, unless `quiet`: then another mail tells. */
export async function beginSession(
  context: PickupContext,
  request: WebRequest,
  begun: { readonly address: string; readonly session: string; readonly proved: boolean; readonly quiet?: boolean },
): Promise<string[]> {
  const cookies = [hostCookie(sessionCookie, begun.session)];
  if (!begun.proved) return cookies;
  const device = await noteDevice(context, context.clock, {
    address: begun.address,
    token: request.cookies[deviceCookie],
    browser: browserOf(request),
    tell: begun.quiet !== true,
  });
  return [...cookies, hostCookie(deviceCookie, device, deviceCookieSeconds)];
}

/** The same for who signs in anew: a session that this browser still held ends, whosever it was. */
export async function replaceSession(...given: Parameters<typeof beginSession>): Promise<string[]> {
  const [context, request] = given;
  const earlier = request.cookies[sessionCookie];
  if (earlier) await endSession(context.sessions, earlier);
  return beginSession(...given);
}

/** Cookies of a new session in place of this one, once more than the password was proved. */
export async function strengthenSession(
  context: PickupContext,
  request: WebRequest,
  account: Account,
): Promise<string[]> {
  await endSession(context.sessions, request.cookies[sessionCookie] ?? "");
  return beginStrongSession(context, request, account);
}

/** The same, while the session before goes on until it is idle: a form that was sent twice is answered twice. */
export async function beginStrongSession(
  context: PickupContext,
  request: WebRequest,
  account: Account,
): Promise<string[]> {
  const how = { browser: browserOf(request), proved: true, strong: true };
  const session = await startSession(context.sessions, context.clock, account, how);
  return beginSession(context, request, { address: account.address, session, proved: true });
}
