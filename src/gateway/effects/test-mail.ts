import { composeTestMail } from "../../notifications/compose-test-mail.ts";
import { cameBack, signInStatus } from "../came-back.ts";
import { DeliveryBouncedError, DeliveryInDoubtError, SignInRefusedError, TlsUnavailableError } from "../delivery.ts";
import { recordArrived, recordSent } from "../record-sent.ts";
import { testSender, testSubject } from "../test-mail.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** A mail that shows an administrator how mail to an address leaves. */
export const testMail: EffectHandler<"test-mail"> = {
  async carryOut(ports, { messageId, recipientId }, { id }) {
    const recipient = (await ports.ledger.recipients(messageId)).find((one) => one.recipientId === recipientId);
    if (recipient?.state !== "pending") return null;
    const { address, delivery } = recipient;
    const from = testSender(ports.settings);
    const { portalName } = ports.settings;
    const date = ports.clock.now();
    const sentence = delivery?.sentence ?? "";
    const raw = await composeTestMail({ from, to: address, portalName, subject: testSubject, date, sentence });
    const smtp = delivery?.route === "smtp" ? { ...delivery, envelopeFrom: from } : undefined;
    try {
      const tls = delivery?.tls ?? "optional";
      const sent = await ports.delivery.send({ outboxId: id, from, to: [address], raw, tls, ...(smtp && { smtp }) });
      const note = async () => {
        await recordSent(ports, { messageId, recipientIds: [recipientId] });
        if (sent.arrived) await recordArrived(ports, [recipient], sent.arrived);
      };
      await note().catch((fault: unknown) => {
        throw new DeliveryInDoubtError(fault);
      });
      return sent;
    } catch (error) {
      if (!isAnAnswer(error)) throw error;
      const status = error instanceof SignInRefusedError ? `${signInStatus} ` : "";
      await cameBack(ports, recipient, date.toISOString(), `${status}${error.message}`);
      return null;
    }
  },

  async giveUp(ports, { messageId, recipientId }, words) {
    const at = ports.clock.now().toISOString();
    const change = { messageId, recipientId, state: "bounced", at, event: "bounced", detail: words } as const;
    await ports.ledger.change({ ...change, answer: words });
  },
};

function isAnAnswer(error: unknown): error is Error {
  return [TlsUnavailableError, DeliveryBouncedError, SignInRefusedError].some((kind) => error instanceof kind);
}
