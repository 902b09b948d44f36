import { noticeFailedNotice } from "../../notifications/notice-failed-notice.ts";
import { sendNotice } from "../send-notice.ts";
import { factsForSender, senderLink } from "../sender-facts.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Tells the sender that a recipient could not be told about a sealed message. */
export const noticeFailed: EffectHandler<"notice-failed"> = {
  async carryOut(ports, { messageId, recipientId }, { id }) {
    const facts = await factsForSender(ports, messageId, recipientId);
    if (facts === null) return null;
    const { texts, ...told } = facts.told;
    const notice = noticeFailedNotice(texts, { ...told, link: await senderLink(ports, messageId) });
    return sendNotice(ports, id, facts.message.envelopeFrom, notice, "optional");
  },
};
