import { activatedNotice } from "../../notifications/activated-notice.ts";
import { sendNotice } from "../send-notice.ts";
import { factsForSender } from "../sender-facts.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Tells the sender that a recipient has activated for the first time. */
export const activated: EffectHandler<"activated"> = {
  async carryOut(ports, { messageId, recipientId }, { id }) {
    const facts = await factsForSender(ports, messageId, recipientId);
    if (facts === null) return null;
    const { texts, ...told } = facts.told;
    const notice = activatedNotice(texts, { ...told, activatedAt: ports.clock.now().toISOString() });
    return sendNotice(ports, id, facts.message.envelopeFrom, notice, "optional");
  },
};
