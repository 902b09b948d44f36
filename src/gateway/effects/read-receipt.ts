import { readReceiptNotice } from "../../notifications/read-receipt-notice.ts";
import { sendNotice } from "../send-notice.ts";
import { factsForSender } from "../sender-facts.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Tells the sender of the first reading; ordered only where the profile says so. */
export const readReceipt: EffectHandler<"read-receipt"> = {
  async carryOut(ports, { messageId, recipientId }, { id }) {
    const facts = await factsForSender(ports, messageId, recipientId);
    const readAt = facts?.deposit?.readAt;
    if (!facts || readAt === undefined) return null;
    const { texts, ...told } = facts.told;
    return sendNotice(ports, id, facts.message.envelopeFrom, readReceiptNotice(texts, { ...told, readAt }), "optional");
  },
};
