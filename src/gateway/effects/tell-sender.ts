import { type Sealed, sealedOf, tellSenderOf } from "../tell-sender.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** One mail to a sender about all that came of one Message-ID within two minutes and was not told yet. */
export const tellSender: EffectHandler<"tell-sender"> = {
  async carryOut(ports, { key, until }, { id }) {
    const { messageIds, toldOf } = await ports.senderNotices.gathered(key, until);
    const parts: Sealed[] = [];
    for (const messageId of messageIds.sort()) {
      const sealed = await sealedOf(ports, messageId, toldOf);
      if (sealed !== null) parts.push(sealed);
    }
    return tellSenderOf(ports, parts, messageIds, id);
  },
};
