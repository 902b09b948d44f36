import { SealgateError } from "../../src/errors.ts";
import type { HeldCopy, HeldMail } from "../../src/tracking/held-mail.ts";

/** The held copy that a path names; 409 when it is not held any more. */
export async function findHeld(
  { held }: { readonly held: HeldMail },
  { messageId = "", recipientId = "" }: Readonly<Record<string, string>>,
): Promise<HeldCopy> {
  const copy = await held.find(messageId, recipientId);
  if (copy === null) throw new SealgateError("not-held", 409, "it is not held any more");
  return copy;
}
