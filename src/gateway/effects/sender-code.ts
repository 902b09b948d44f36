import { senderCodeNotice } from "../../notifications/sender-code-notice.ts";
import { makeSenderCode } from "../../sender/code.ts";
import { sendNotice } from "../send-notice.ts";
import { mayBeTold, toldOf } from "../sender-facts.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** The code that opens the sender's page, to the envelope sender; made here and stored only as a hash. */
export const senderCode: EffectHandler<"sender-code"> = {
  async carryOut(ports, { messageId }, { id }) {
    const message = await ports.ledger.message(messageId);
    if (!message || !mayBeTold(ports, message)) return null;
    const [recipient] = (await ports.ledger.recipients(messageId)).filter((each) => each.disposition === "encrypt");
    const deposit = recipient ? await ports.ledger.deposit(recipient.address, messageId) : null;
    const { texts, portalName, reference } = toldOf(ports, message, deposit);
    const { code, expiresAt } = await makeSenderCode(ports, ports.clock, messageId);
    const notice = senderCodeNotice(texts, { portalName, code, expiresAt: expiresAt.toISOString(), reference });
    return sendNotice(ports, id, message.envelopeFrom, notice, "require");
  },
};
