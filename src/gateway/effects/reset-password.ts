import { issueActivation } from "../../accounts/issue-activation.ts";
import { resetNotice } from "../../notifications/reset-notice.ts";
import type { EffectPorts } from "../ports.ts";
import { recipientReader } from "../readers.ts";
import { sendNotice } from "../send-notice.ts";
import type { Carried, EffectHandler, Taken } from "./effect-handler.ts";
import { notifyRecipient } from "./notify-recipient.ts";

/**
 * A new activation mail: to somebody who has an account, to choose another password; to somebody who has none but a
 * message that waits, to read it. Everybody else asked for nothing that exists.
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
  if (waiting === undefined) return null;
  const { messageId, recipientId } = waiting;
  return notifyRecipient.carryOut(ports, { kind: "notify-recipient", messageId, recipientId }, taken);
}
