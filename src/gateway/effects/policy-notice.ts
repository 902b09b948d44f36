import { policyNotice as compose } from "../../notifications/policy-notice.ts";
import { sendNotice } from "../send-notice.ts";
import { languageOf, mayBeTold, toldOf } from "../sender-facts.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Tells the sender, or somebody of the company, that a policy applied. */
export const policyNotice: EffectHandler<"policy-notice"> = {
  async carryOut(ports, effect, { id }) {
    const message = await ports.ledger.message(effect.messageId);
    if (!message || (effect.to === null && !mayBeTold(ports, message))) return null;
    const recipients = (await ports.ledger.recipients(effect.messageId)).filter((each) =>
      effect.recipientIds.includes(each.recipientId),
    );
    const [first] = recipients;
    if (!first) return null;
    const { portalName, sentAt, reference } = toldOf(ports, message, null);
    const notice = compose(languageOf(recipients), {
      portalName,
      reference,
      sentAt,
      subject: effect.hideSubject ? null : message.subject,
      sender: effect.to === null ? null : message.envelopeFrom,
      policyName: effect.policyName,
      text: effect.text,
      disposition: first.disposition ?? "hold",
      recipients: recipients.map(({ address }) => address),
      evidence: effect.evidence,
    });
    return sendNotice(ports, id, effect.to ?? message.envelopeFrom, notice, "optional");
  },
};
