import type { RecipientRecord } from "../tracking/message-record.ts";
import type { Decisions, Subject, Surroundings } from "./decide.ts";
import { type Decision, decided } from "./decision.ts";
import { deliveryInside, deliveryOf, receiptOf } from "./judge-tls.ts";
import { headerSender } from "./prove-ours.ts";
import { isInternal } from "./settings.ts";
import { withoutFallback } from "./test-mail.ts";
import { isTest } from "./test-mark.ts";

/**
 * A test mail of the console that came in by the gateway's own ingress: TLS policies judge it as mail of the company,
 * no other policy is asked. Null for every other message.
 */
export async function decideTest(subject: Subject, around: Surroundings): Promise<Decisions | null> {
  const [recipient, ...others] = subject.recipients;
  if (recipient === undefined || others.length > 0) return null;
  const asked = { to: recipient.address, at: subject.receivedAt };
  const { settings, secrets } = around;
  if (!isTest(subject.message, asked, secrets.marker, settings.gatewayDomain)) return null;
  return { decisions: [await decisionOf(subject, recipient, around)], foreign: null, policyVersion: 0 };
}

async function decisionOf(subject: Subject, recipient: RecipientRecord, around: Surroundings): Promise<Decision> {
  const tls = await around.tls();
  const { recipientId, address } = recipient;
  // The return path is the one that Amazon SES gives to mail of ours.
  const mail = { ...subject, envelopeFrom: headerSender(subject.message) ?? "" };
  const { record: receipt, words } = receiptOf(mail, address, subject.given?.get(recipientId) ?? [address], tls);
  if (words !== null) return { ...decided(recipient, "return", receipt.sentence, words), receipt };
  const chosen = isInternal(address, around.settings)
    ? { record: deliveryInside(tls), unavailable: false }
    : deliveryOf(mail, address, tls);
  // There is nothing to fall back to: the test is over.
  const sentence = withoutFallback(chosen.record.sentence);
  const delivery = { ...chosen.record, fallback: null, sentence };
  if (chosen.unavailable) return { ...decided(recipient, "return", sentence, `5.7.10 ${sentence}`), receipt, delivery };
  return { ...decided(recipient, "send", "A test mail."), receipt, delivery };
}
