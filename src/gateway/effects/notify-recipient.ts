import { isActivated } from "../../accounts/account.ts";
import { issueActivation } from "../../accounts/issue-activation.ts";
import { issueMessageLink } from "../../accounts/issue-message-link.ts";
import { activationNotice } from "../../notifications/activation-notice.ts";
import { newMessageNotice } from "../../notifications/new-message-notice.ts";
import type { EffectPorts } from "../ports.ts";
import { sendNotice } from "../send-notice.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Activation mail to a new recipient, "new encrypted message" to a known one. Secrets are made here and never stored. */
export const notifyRecipient: EffectHandler<"notify-recipient"> = {
  async carryOut(ports, { messageId, recipientId }, { id }) {
    const recipient = (await ports.ledger.recipients(messageId)).find((each) => each.recipientId === recipientId);
    const deposit = recipient && (await ports.ledger.deposit(recipient.address, messageId));
    // A deposit without the state is left over from a plan that was never finished.
    if (recipient?.state !== "sealed" || deposit?.state !== "open") return null;
    const { portalName, portalUrl } = ports.settings;
    const shown = { ...deposit, subject: deposit.subjectHidden ? null : deposit.subject, portalName };
    const { address } = deposit;
    let carried: { deliveryId: string };
    if (await isActivated(ports.accounts, address)) {
      const token = await issueMessageLink(ports, ports.clock, {
        address,
        messageId,
        expiresAt: new Date(deposit.expiresAt),
      });
      const notice = newMessageNotice({ ...shown, link: `${portalUrl}/m/${token}` });
      carried = await sendNotice(ports, id, recipient.address, notice, "optional");
    } else {
      const { token, activationPassword, expiresAt } = await issueActivation(ports, ports.clock, {
        address,
        messageId,
      });
      const notice = activationNotice({
        ...shown,
        link: `${portalUrl}/a/${token}`,
        activationPassword,
        passwordExpiresAt: expiresAt.toISOString(),
      });
      carried = await sendNotice(ports, id, recipient.address, notice, "require");
    }
    await ports.ledger.note(messageId, { at: ports.clock.now().toISOString(), event: "notified", recipientId });
    return carried;
  },

  giveUp: async (ports, { messageId, recipientId }, words) => noticeGivenUp(ports, messageId, recipientId, words),
};

/** Says in the timeline that a notice never left, and tells the sender. */
async function noticeGivenUp(ports: EffectPorts, messageId: string, recipientId: string, words: string): Promise<void> {
  const at = ports.clock.now().toISOString();
  await ports.ledger.note(messageId, { at, event: "notice-bounced", recipientId, detail: words });
  const effect = { kind: "notice-failed", messageId, recipientId } as const;
  await ports.ledger.queue(messageId, [{ name: `failed-${recipientId}`, effect }], at);
}
