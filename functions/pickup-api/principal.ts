import type { Account } from "../../src/accounts/account.ts";
import { resumeSession } from "../../src/accounts/session.ts";
import type { PickupContext } from "../../src/context/pickup.ts";
import type { WebRequest } from "../middleware/route.ts";

/** A signed-in recipient. */
export type Recipient = { readonly role: "recipient"; readonly account: Account };

export const sessionCookie = "__Host-session";

/** Who the session cookie stands for. */
export async function findRecipient(context: PickupContext, request: WebRequest): Promise<Recipient | null> {
  const token = request.cookies[sessionCookie];
  if (token === undefined || token === "") return null;
  const account = await resumeSession(context, context.clock.now(), token);
  return account === null ? null : { role: "recipient", account };
}
