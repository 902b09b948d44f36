import type { Arrival, Plan } from "../tracking/ledger.ts";
import { recipientIdOf } from "./arrival.ts";
import { deliveryInside, deliveryOf, receiptOf } from "./judge-tls.ts";
import { type GatewaySettings, isInternal } from "./settings.ts";
import type { TlsInForce } from "./tls-in-force.ts";

/** A mail that an administrator sends to see how it leaves. */
export type TestMail = {
  readonly messageId: string;
  readonly to: string;
  readonly operatorAddress: string;
  readonly companyDomains: readonly string[];
  readonly now: Date;
};

/** The ledger's entries of a test mail: how such mail would have to come, and how it is to leave. */
export function testMailPlan(mail: TestMail, tls: TlsInForce): { readonly arrival: Arrival; readonly plan: Plan } {
  const { messageId, to, now } = mail;
  const at = now.toISOString();
  const from = testSender(mail);
  const recipientId = recipientIdOf(messageId, to);
  const asked = { message: { headers: [] }, envelopeFrom: from, receivedAt: at };
  const { record } = receiptOf(asked, to, [], tls);
  const receipt = {
    ...record,
    accepted: true,
    sentence: `Unknown: the Mail Manager endpoint lets in the company's own networks alone, so the console cannot hand mail in there. Send a mail from your mail server to see how it comes.`,
  };
  const chosen = isInternal(to, mail) ? deliveryInside(tls) : deliveryOf(asked, to, tls).record;
  // There is nothing to fall back to: the test is over.
  const delivery = { ...chosen, fallback: null, sentence: withoutFallback(chosen.sentence) };
  const effect = { kind: "test-mail", messageId, recipientId } as const;
  return {
    arrival: {
      messageId,
      objectKey: `in/${messageId}`,
      receivedAt: at,
      envelopeFrom: from,
      recipients: [{ recipientId, address: to }],
    },
    plan: {
      messageId,
      at,
      facts: {
        headerFrom: from,
        headerFromName: "",
        subject: testSubject,
        sentAt: at,
        messageIdHeader: "",
        size: 0,
        sourceIp: "",
        policyVersion: 0,
        automatic: true,
      },
      recipients: [
        {
          messageId,
          recipientId,
          address: to,
          state: "pending",
          disposition: "send",
          reason: "A test mail.",
          receipt,
          delivery,
        },
      ],
      deposits: [],
      effects: [{ name: `test-${recipientId}`, effect }],
      timeline: [{ at, event: "received" }],
    },
  };
}

/** Id of the outbox item by which a test mail goes to the gateway's own ingress. */
export const testOutboxId = (testId: string): string => `j_test-${testId}`;

/** Id of the message of a test mail that never came in. */
export const testMessageId = (testId: string): string => `test${testId}`;

/** Who a test mail is from: the operator, where that is one of the company's people, so that its policies are met. */
export function testSender(settings: Pick<GatewaySettings, "operatorAddress" | "companyDomains">): string {
  const { operatorAddress, companyDomains } = settings;
  return isInternal(operatorAddress, settings) ? operatorAddress : `postmaster@${companyDomains[0]}`;
}

/** How a test mail leaves: where TLS cannot be had it comes to its end, whatever becomes of other mail. */
export function withoutFallback(sentence: string): string {
  return sentence.replace(/; where (it|that) cannot be had, [^;]*\.$/, "; where it cannot be had, the test ends.");
}

/** Subject of every test mail. */
export const testSubject = "TLS test";
