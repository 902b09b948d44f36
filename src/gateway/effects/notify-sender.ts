import { senderNotice } from "../../notifications/sender-notice.ts";
import { whyEncrypted } from "../../sender/why.ts";
import { sendNotice } from "../send-notice.ts";
import { senderLink, toldOf } from "../sender-facts.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** "Your message was encrypted", once per message, to its envelope sender. */
export const notifySender: EffectHandler<"notify-sender"> = {
  async carryOut(ports, { messageId }, { id }) {
    const [message, recipients] = await Promise.all([
      ports.ledger.message(messageId),
      ports.ledger.recipients(messageId),
    ]);
    const sealed = recipients.filter(({ state, added }) => state === "sealed" && added !== "copy");
    const [first] = sealed;
    if (!message || !first) return null;
    const deposits = await Promise.all(sealed.map(({ address }) => ports.ledger.deposit(address, messageId)));
    const [deposit] = deposits.filter((each) => each !== null);
    if (!deposit) return null;
    const { texts, ...told } = toldOf(ports, message, deposit);
    const notice = senderNotice(texts, {
      ...told,
      subject: deposits.some((each) => each?.subjectHidden) ? null : deposit.subject,
      expiresAt: deposit.expiresAt,
      recipients: sealed.map(({ address }) => address),
      reasons: whyEncrypted(sealed).map((why) =>
        typeof why === "string" ? texts.text(`why.${why}`) : texts.text("why.policy", { policy: why.policy }),
      ),
      link: await senderLink(ports, messageId),
    });
    return sendNotice(ports, id, message.envelopeFrom, notice, "optional");
  },
};
