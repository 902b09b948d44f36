import { stripForClearSend } from "../../mail/clear-headers.ts";
import { endOfDormant } from "../came-back.ts";
import { newDeposit } from "../new-deposit.ts";
import { connectorHeader } from "../prove-ours.ts";
import { sealMessage } from "../seal-message.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Seals held mail that a reviewer let go for its recipient, as a copy of its own, and tells them of it. */
export const releaseSealed: EffectHandler<"release-sealed"> = {
  async carryOut(ports, { messageId, recipientId }) {
    const { ledger, settings, clock } = ports;
    const message = await ledger.message(messageId);
    const recipient = (await ledger.recipients(messageId)).find((each) => each.recipientId === recipientId);
    if (!message || recipient?.state !== "pending") return null;
    const at = clock.now().toISOString();
    const raw = await ports.raw.get(message.objectKey);
    if (raw === null) {
      const why = "The stored mail is missing.";
      await ledger.change({ messageId, recipientId, state: "held", at, event: "held", detail: why, answer: why });
      return null;
    }
    const stripped = stripForClearSend(raw, { secretHeader: connectorHeader });
    const copy = await sealMessage(ports, `${messageId}.${recipientId}`, stripped, [recipientId]);
    await ledger.change({
      messageId,
      recipientId,
      state: "sealed",
      at,
      event: "sealed",
      detail: "Released by a reviewer.",
      effects: [
        { name: `notify-${recipientId}`, effect: { kind: "notify-recipient", messageId, recipientId } },
        ...(await endOfDormant(ports, recipient)),
      ],
      // It waited for the reviewer: its days begin now.
      deposit: newDeposit({ ...message, receivedAt: at }, { ...recipient, hideSubject: true }, copy, settings),
    });
    return null;
  },

  async giveUp({ ledger, clock }, { messageId, recipientId }, words) {
    const at = clock.now().toISOString();
    const why = `It could not be sealed: ${words}.`;
    await ledger.change({ messageId, recipientId, state: "held", at, event: "held", detail: why, answer: why });
  },
};
