import { editHeaders } from "../../mail/edit-headers.ts";
import { composeForward } from "../../notifications/compose-forward.ts";
import { DeliveryInDoubtError } from "../delivery.ts";
import type { EffectPorts } from "../ports.ts";
import { connectorHeader } from "../prove-ours.ts";
import { recordSent } from "../record-sent.ts";
import { gatewayMailboxes } from "../settings.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Passes mail to postmaster@ or abuse@ on to the operator, whole, as an attachment. */
export const forwardToOperator: EffectHandler<"forward-to-operator"> = {
  async carryOut(ports, { messageId, recipientId }, { id }) {
    const { settings } = ports;
    const message = await ports.ledger.message(messageId);
    const stored = message && (await ports.raw.get(message.objectKey));
    if (!stored) {
      await hold(ports, messageId, recipientId, "The stored mail is missing.");
      return null;
    }
    const original = editHeaders(stored, { remove: [connectorHeader] });
    const from = `${gatewayMailboxes.notices}@${settings.gatewayDomain}`;
    const to = settings.operatorAddress;
    const raw = await composeForward({ name: settings.portalName, address: from }, to, original);
    const carried = await ports.delivery.send({ outboxId: id, from, to: [to], raw, tls: "require" });
    await recordSent(ports, { messageId, recipientIds: [recipientId] }).catch((fault: unknown) => {
      throw new DeliveryInDoubtError(fault);
    });
    return carried;
  },

  giveUp: async (ports, { messageId, recipientId }, words) => hold(ports, messageId, recipientId, words),
};

async function hold({ ledger, clock }: EffectPorts, messageId: string, recipientId: string, why: string) {
  const at = clock.now().toISOString();
  await ledger.change({ messageId, recipientId, state: "held", at, event: "held", detail: why, answer: why });
}
