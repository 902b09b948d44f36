import { composeForward } from "../../notifications/compose-forward.ts";
import { recordSent } from "../record-sent.ts";
import { gatewayMailboxes } from "../settings.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Passes mail to postmaster@ or abuse@ on to the operator, whole, as an attachment. */
export const forwardToOperator: EffectHandler<"forward-to-operator"> = {
  async carryOut(ports, { messageId, recipientId }, { id }) {
    const { settings } = ports;
    const message = await ports.ledger.message(messageId);
    const original = message && (await ports.raw.get(message.objectKey));
    if (!message || !original) return null;
    const from = `${gatewayMailboxes.notices}@${settings.gatewayDomain}`;
    const to = settings.operatorAddress;
    const raw = await composeForward({ name: settings.portalName, address: from }, to, original);
    const carried = await ports.delivery.send({ outboxId: id, from, to: [to], raw, tls: "require" });
    await recordSent(ports, { messageId, recipientIds: [recipientId] });
    return carried;
  },

  async giveUp({ ledger, clock }, { messageId, recipientId }, words) {
    const at = clock.now().toISOString();
    await ledger.change({ messageId, recipientId, state: "held", at, event: "held", answer: words });
  },
};
