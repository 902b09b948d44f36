import { isEnded } from "../../tracking/message-record.ts";
import { forgetText } from "../keep-text.ts";
import type { EffectPorts } from "../ports.ts";
import type { EffectHandler } from "./effect-handler.ts";

/**
 * Destroys a deposit's wrapped keys, then the sealed parts if nobody's key is left, and says so in the timeline. What
 * somebody recalled, or has expired, does not live on in a text that was kept for replay.
 */
export const destroyContent: EffectHandler<"destroy-content"> = {
  async carryOut(ports, { messageId, recipientIds, sealId }) {
    for (const recipientId of recipientIds) await ports.remover.destroyKey({ messageId: sealId, recipientId });
    if (!(await ports.remover.hasKeys(sealId))) await ports.remover.deleteParts(sealId);
    if (await hasEnded(ports, messageId, recipientIds)) await forgetText(ports, messageId);
    const at = ports.clock.now().toISOString();
    for (const recipientId of recipientIds)
      await ports.ledger.note(messageId, { at, event: "keys-destroyed", recipientId });
    return null;
  },
};

/** Other copies end too: those that reviewers have read, or that were sealed in case a clear mail does not arrive. */
async function hasEnded({ ledger }: Pick<EffectPorts, "ledger">, messageId: string, recipientIds: readonly string[]) {
  const recipients = await ledger.recipients(messageId);
  return recipients.some(({ recipientId, state }) => recipientIds.includes(recipientId) && isEnded(state));
}
