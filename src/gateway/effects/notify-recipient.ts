import { announce } from "../announce.ts";
import type { EffectPorts } from "../ports.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Tells a recipient of a sealed message, as long as it can be opened. */
export const notifyRecipient: EffectHandler<"notify-recipient"> = {
  async carryOut(ports, { messageId, recipientId }, { id }) {
    const recipient = (await ports.ledger.recipients(messageId)).find((each) => each.recipientId === recipientId);
    const deposit = recipient && (await ports.ledger.deposit(recipient.address, messageId));
    // A deposit without the state is left over from a plan that was never finished.
    if (recipient?.state !== "sealed" || deposit?.state !== "open" || deposit.mailStopped) return null;
    const carried = await announce(ports, deposit, recipient.address, id);
    await ports.ledger.note(messageId, { at: ports.clock.now().toISOString(), event: "notified", recipientId });
    return carried;
  },

  giveUp: async (ports, { messageId, recipientId }, words) => noticeGivenUp(ports, messageId, recipientId, words),
};

/** Says in the timeline that a notice never left, and tells the sender. */
async function noticeGivenUp(ports: EffectPorts, messageId: string, recipientId: string, words: string): Promise<void> {
  const at = ports.clock.now().toISOString();
  await ports.ledger.note(messageId, { at, event: "notice-bounced", recipientId, detail: words });
  const effect = { kind: "notice-failed", messageId, recipientId } as const;
  await ports.ledger.queue(messageId, [{ name: `failed-${recipientId}`, effect }], at);
}
