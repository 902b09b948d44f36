import { buildReport } from "../../mail/build-report.ts";
import { stripForClearSend } from "../../mail/clear-headers.ts";
import { reportText } from "../../notifications/report-text.ts";
import { connectorHeader } from "../prove-ours.ts";
import { languageOf } from "../sender-facts.ts";
import { isInternal } from "../settings.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** RFC 3464 report to the envelope sender: what was returned by policy, or came back after a clear send. */
export const report: EffectHandler<"report"> = {
  async carryOut(ports, { messageId, recipientIds }, { id }) {
    const { settings } = ports;
    const message = await ports.ledger.message(messageId);
    // Whoever did not prove to be the company's may have put anybody's address there.
    if (!message || message.refusal !== undefined || !isInternal(message.envelopeFrom, settings)) return null;
    const recipients = (await ports.ledger.recipients(messageId)).filter((each) =>
      recipientIds.includes(each.recipientId),
    );
    const stored = await ports.raw.get(message.objectKey);
    // The sender is one of many who must not learn the connector's secret.
    const original =
      stored === null ? Buffer.from("\r\n") : stripForClearSend(stored, { secretHeader: connectorHeader });
    const from = `postmaster@${settings.gatewayDomain}`;
    const texts = reportText({
      language: languageOf(recipients),
      portalName: settings.portalName,
      message,
      recipients,
    });
    const raw = await buildReport({
      from,
      to: message.envelopeFrom,
      reportingDomain: settings.gatewayDomain,
      date: ports.clock.now(),
      subject: texts.subject,
      text: texts.text,
      recipients: recipients.map(({ address, answer }) => ({ address, action: "failed", ...statusOf(answer) })),
      original,
    });
    return ports.delivery.send({ outboxId: id, from, to: [message.envelopeFrom], raw, tls: "require" });
  },
};

/** An answer begins with its enhanced status code where one is known (RFC 3463). */
function statusOf(answer = ""): { status: string; diagnostic: string } {
  const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(answer)?.[0] ?? "5.0.0";
  return { status, diagnostic: answer.replaceAll(/[\r\n]+/g, " ").slice(0, 500) || "not delivered" };
}
