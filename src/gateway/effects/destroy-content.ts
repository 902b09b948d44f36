import type { EffectHandler } from "./effect-handler.ts";

/** Destroys a deposit's wrapped keys, then the sealed parts if nobody's key is left, and says so in the timeline. */
export const destroyContent: EffectHandler<"destroy-content"> = {
  async carryOut(ports, { messageId, recipientIds, sealId }) {
    for (const recipientId of recipientIds) await ports.remover.destroyKey({ messageId: sealId, recipientId });
    if (!(await ports.remover.hasKeys(sealId))) await ports.remover.deleteParts(sealId);
    const at = ports.clock.now().toISOString();
    for (const recipientId of recipientIds)
      await ports.ledger.note(messageId, { at, event: "keys-destroyed", recipientId });
    return null;
  },
};
