import { noticeFailedNotice } from "../../notifications/notice-failed-notice.ts";
import { sendNotice } from "../send-notice.ts";
import { isInternal } from "../settings.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Tells the sender that a recipient could not be told about a sealed message. */
export const noticeFailed: EffectHandler<"notice-failed"> = {
  async carryOut(ports, { messageId, recipientId }, { id }) {
    const { settings } = ports;
    const message = await ports.ledger.message(messageId);
    const recipient = (await ports.ledger.recipients(messageId)).find((each) => each.recipientId === recipientId);
    if (!message || !recipient || !isInternal(message.envelopeFrom, settings)) return null;
    const deposit = await ports.ledger.deposit(recipient.address, messageId);
    const notice = noticeFailedNotice({
      portalName: settings.portalName,
      recipient: recipient.address,
      subject: deposit === null || deposit.subjectHidden ? null : deposit.subject,
      sentAt: message.sentAt,
    });
    return sendNotice(ports, id, message.envelopeFrom, notice, "optional");
  },
};
