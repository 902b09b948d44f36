import type { RecipientRecord } from "../tracking/message-record.ts";
import { type Decision, decided } from "./decision.ts";
import { deliveryInside, deliveryOf, receiptOf, type TlsMail } from "./judge-tls.ts";
import { headerSender } from "./prove-ours.ts";
import { type GatewaySettings, isInternal } from "./settings.ts";
import { withoutFallback } from "./test-mail.ts";
import { isTest } from "./test-mark.ts";
import type { TlsInForce } from "./tls-in-force.ts";

/** A message that may be a test mail. */
type Mail = TlsMail & {
  readonly recipients: readonly RecipientRecord[];
  readonly given?: ReadonlyMap<string, readonly string[]>;
};

/** What it is judged by. */
type Around = {
  readonly settings: GatewaySettings;
  readonly secrets: { readonly marker: string };
  readonly tls: () => Promise<TlsInForce>;
};

/**
 * A test mail of the console that came in by the gateway's own ingress: TLS policies judge it as mail of the company,
 * no other policy is asked. Null for every other message.
 */
export async function decideTest(mail: Mail, { settings, secrets, tls }: Around): Promise<Decision | null> {
  const [recipient, ...others] = mail.recipients;
  if (recipient === undefined || others.length > 0) return null;
  const asked = { to: recipient.address, at: mail.receivedAt };
  if (!isTest(mail.message, asked, secrets.marker, settings.gatewayDomain)) return null;
  return decisionOf(mail, recipient, settings, await tls());
}

function decisionOf(subject: Mail, recipient: RecipientRecord, settings: GatewaySettings, tls: TlsInForce): Decision {
  const { recipientId, address } = recipient;
  // The return path is the one that Amazon SES gives to mail of ours.
  const mail = { ...subject, envelopeFrom: headerSender(subject.message) ?? "" };
  const { record: receipt, words } = receiptOf(mail, address, subject.given?.get(recipientId) ?? [address], tls);
  if (words !== null) return { ...decided(recipient, "return", receipt.sentence, words), receipt };
  const chosen = isInternal(address, settings)
    ? { record: deliveryInside(tls), unavailable: false }
    : deliveryOf(mail, address, tls);
  // There is nothing to fall back to: the test is over.
  const sentence = withoutFallback(chosen.record.sentence);
  const delivery = { ...chosen.record, fallback: null, sentence };
  if (chosen.unavailable) return { ...decided(recipient, "return", sentence, `5.7.10 ${sentence}`), receipt, delivery };
  return { ...decided(recipient, "send", "A test mail."), receipt, delivery };
}
