import { activatedNotice } from "../../notifications/activated-notice.ts";
import { sendNotice } from "../send-notice.ts";
import { isInternal } from "../settings.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Tells the sender that a recipient has activated for the first time. */
export const activated: EffectHandler<"activated"> = {
  async carryOut(ports, { messageId, recipientId }, { id }) {
    const { settings, clock } = ports;
    const message = await ports.ledger.message(messageId);
    const recipient = (await ports.ledger.recipients(messageId)).find((each) => each.recipientId === recipientId);
    if (!message || !recipient || !isInternal(message.envelopeFrom, settings)) return null;
    const notice = activatedNotice({
      portalName: settings.portalName,
      recipient: recipient.address,
      activatedAt: clock.now().toISOString(),
    });
    return sendNotice(ports, id, message.envelopeFrom, notice, "optional");
  },
};
