import { type Account, hasSecondFactor, isProtected } from "../../src/accounts/account.ts";
import { resumeSession, type Session } from "../../src/accounts/session.ts";
import type { PickupContext } from "../../src/context/pickup.ts";
import type { Asker } from "../../src/pickup/asker.ts";
import type { WebRequest } from "../middleware/route.ts";

/** A signed-in recipient; `half`: the password was right, the second factor is still to come. */
export type Recipient = {
  readonly role: "recipient" | "half";
  readonly account: Account;
  readonly session: Session;
};

/** Whether they may change what protects the account: by having proved more than the password, where there is more. */
export function mayChangeFactors({ account, session }: Recipient): boolean {
  return session.strong === true || !isProtected(account);
}

/** The signed-in person as the mailboxes know them. */
export function askerOf({ account, session }: Recipient): Asker {
  return { address: account.address, name: account.name, strong: session.strong === true };
}

export const sessionCookie = "__Host-session";
/** Names a browser that signed in before; it carries no right. */
export const deviceCookie = "__Host-device";
export const deviceCookieSeconds = 400 * 24 * 60 * 60;

/** Who the session cookie stands for. */
export async function findRecipient(context: PickupContext, request: WebRequest): Promise<Recipient | null> {
  const token = request.cookies[sessionCookie];
  if (token === undefined || token === "") return null;
  const found = await resumeSession(context, context.clock.now(), token);
  if (found === null) return null;
  // Codes that were turned off meanwhile are no longer to come.
  const half = found.session.unproved === true && hasSecondFactor(found.account);
  return { role: half ? "half" : "recipient", ...found };
}
