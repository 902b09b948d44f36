import { issueActivation } from "../../accounts/issue-activation.ts";
import { resetNotice } from "../../notifications/reset-notice.ts";
import type { EffectPorts } from "../ports.ts";
import { recipientReader } from "../readers.ts";
import { sendNotice } from "../send-notice.ts";
import { coReaderInvited } from "./co-reader-invited.ts";
import type { Carried, EffectHandler, Taken } from "./effect-handler.ts";
import { notifyRecipient } from "./notify-recipient.ts";

/**
 * A new activation mail: to somebody who has an account, to choose another password; to somebody who has none but a
 * message that waits or an invitation to a mailbox, to read. Everybody else asked for nothing that exists.
 */
export const resetPassword: EffectHandler<"reset-password"> = {
  async carryOut(ports, { address }, taken) {
    const reader = await recipientReader(ports, address);
    if (!reader.activated) return offerAgain(ports, address, taken);
    const { portalName, portalUrl } = ports.settings;
    const issued = await issueActivation(ports, ports.clock, { address, reset: true });
    const notice = resetNotice(reader, {
      portalName,
      link: `${portalUrl}/a/${issued.token}`,
      activationPassword: issued.activationPassword,
      passwordExpiresAt: issued.expiresAt.toISOString(),
    });
    return sendNotice(ports, taken.id, address, notice, "require");
  },
};

async function offerAgain(ports: EffectPorts, address: string, taken: Taken): Promise<Carried> {
  const now = ports.clock.now().toISOString();
  const { deposits } = await ports.mailboxes.list(address, { limit: 50 });
  const waiting = deposits.find(
    ({ state, expiresAt, mailStopped }) => state === "open" && expiresAt > now && mailStopped !== true,
  );
  if (waiting === undefined) return inviteAgain(ports, address, taken);
  const { messageId, recipientId } = waiting;
  return notifyRecipient.carryOut(ports, { kind: "notify-recipient", messageId, recipientId }, taken);
}

async function inviteAgain(ports: EffectPorts, reader: string, taken: Taken): Promise<Carried> {
  const [mailbox] = await ports.coReaders.mailboxesOf(reader);
  if (mailbox === undefined) return null;
  return coReaderInvited.carryOut(ports, { kind: "co-reader-invited", mailbox, reader }, taken);
}
