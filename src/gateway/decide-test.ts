import { headerValues } from "../mail/header-fields.ts";
import type { ReadMessage } from "../mail/message.ts";
import { testText } from "../notifications/compose-test-mail.ts";
import type { RecipientRecord } from "../tracking/message-record.ts";
import { type Decision, decided } from "./decision.ts";
import { deliveryInside, deliveryOf, receiptOf, type TlsMail } from "./judge-tls.ts";
import { headerSender } from "./prove-ours.ts";
import { type GatewaySettings, isInternal } from "./settings.ts";
import { testSender, testSubject, withoutFallback } from "./test-mail.ts";
import { isTest } from "./test-mark.ts";
import type { TlsInForce } from "./tls-in-force.ts";

/** A message that may be a test mail. */
type Mail = TlsMail & {
  readonly message: Pick<ReadMessage, "headers" | "parts">;
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
  // A mark is sent on with the mail that carries it; who finds one must not be able to send other words with it.
  if (!saysNothingElse(mail.message, settings)) return null;
  return decisionOf(mail, recipient, settings, await tls());
}

/** Whether a message has the sender, the subject and the words of a test mail and nothing besides. */
function saysNothingElse(message: Mail["message"], settings: GatewaySettings): boolean {
  const [part, ...others] = message.parts;
  if (part === undefined || others.length > 0 || part.kind !== "leaf") return false;
  if (part.declaredType !== "text/plain" || part.isAttachment || part.names.length > 0) return false;
  const said = [
    headerSender(message),
    headerValues(message.headers, "subject").join("\n"),
    oneLine(part.bytes().toString("utf8")),
  ];
  const meant = [testSender(settings), testSubject, oneLine(testText(settings))];
  return said.every((text, index) => text === meant[index]);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
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
