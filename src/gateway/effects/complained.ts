import { complainedNotice } from "../../notifications/complained-notice.ts";
import { sendNotice } from "../send-notice.ts";
import { factsForSender } from "../sender-facts.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Tells the sender that a recipient marked our notice as spam. */
export const complained: EffectHandler<"complained"> = {
  async carryOut(ports, { messageId, recipientId }, { id }) {
    const facts = await factsForSender(ports, messageId, recipientId);
    if (facts === null) return null;
    const { texts, ...told } = facts.told;
    return sendNotice(ports, id, facts.message.envelopeFrom, complainedNotice(texts, told), "optional");
  },
};
