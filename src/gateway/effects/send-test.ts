import { encodeGatewayRecipient } from "../../mail/gateway-recipient.ts";
import { composeTestMail } from "../../notifications/compose-test-mail.ts";
import type { EffectPorts } from "../ports.ts";
import { testMailPlan, testMessageId, testOutboxId, testSender, testSubject } from "../test-mail.ts";
import { type Test, testHeader, testMarkOf } from "../test-mark.ts";
import { tlsInForce } from "../tls-in-force.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Hands a test mail to the gateway's own ingress, by which it comes in as the company's mail does, where that can be. */
export const sendTest: EffectHandler<"send-test"> = {
  async carryOut(ports, { testId, to }, { id }) {
    // An endpoint of Mail Manager says by a marker how mail came, and lets in the company's own networks alone.
    if (ports.tls.marker !== null) return enter(ports, { testId, to });
    const { settings, secrets, clock, delivery } = ports;
    const { gatewayDomain, portalName, stored } = settings;
    const { marker } = await secrets.current();
    const from = testSender(settings);
    const date = clock.now();
    const mark = { name: testHeader, value: testMarkOf({ testId, to }, date, marker, gatewayDomain) };
    const raw = await composeTestMail({ from, to, portalName, subject: testSubject, date, mark });
    const encoded = encodeGatewayRecipient(to, gatewayDomain, stored.recipientForm);
    return delivery.send({ outboxId: id, from, to: [encoded], raw, tls: "require" });
  },

  async giveUp({ outbox }, { testId }, words) {
    await outbox.cameBack(testOutboxId(testId), words);
  },
};

/** Enters it as a message that came by no connection; it then leaves as mail to this address has to. */
async function enter({ clock, settings, tls, ledger }: EffectPorts, { testId, to }: Test): Promise<null> {
  const now = clock.now();
  const inForce = await tlsInForce(tls, now.toISOString(), settings, tls.directory);
  const { arrival, plan } = testMailPlan({ ...settings, messageId: testMessageId(testId), to, now }, inForce);
  const claim = await ledger.claim(arrival, { now: now.toISOString(), until: now.toISOString() });
  if (claim.kind === "claimed") await ledger.commit(plan);
  return null;
}
