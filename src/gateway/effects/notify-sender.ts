import { sealedOf, tellSenderOf } from "../tell-sender.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** "Your message was encrypted" to its envelope sender: at once, or in one mail with its other parts. */
export const notifySender: EffectHandler<"notify-sender"> = {
  async carryOut(ports, { messageId, isPart = false }, { id }) {
    const sealed = await sealedOf(ports, messageId);
    if (sealed === null) return null;
    const { envelopeFrom: sender, messageIdHeader } = sealed.message;
    if (messageIdHeader !== "") {
      const recipientIds = sealed.recipients.map(({ recipientId }) => recipientId);
      const told = { sender, messageIdHeader, messageId, owner: id, recipientIds, isPart };
      if ((await ports.senderNotices.claim(told, ports.clock.now())) === "later") return null;
    }
    return tellSenderOf(ports, [sealed], [messageId], id);
  },
};
