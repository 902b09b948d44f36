import type { Arrival, Plan } from "../tracking/ledger.ts";
import { recipientIdOf } from "./arrival.ts";
import { deliveryInside, deliveryOf, receiptOf } from "./judge-tls.ts";
import { isInternal } from "./settings.ts";
import type { TlsInForce } from "./tls-in-force.ts";

/** A mail that an administrator sends to see how it leaves. */
export type TestMail = {
  readonly messageId: string;
  readonly to: string;
  readonly gatewayDomain: string;
  readonly companyDomains: readonly string[];
  readonly now: Date;
};

/** The ledger's entries of a test mail: how such mail would have to come, and how it is to leave. */
export function testMailPlan(mail: TestMail, tls: TlsInForce): { readonly arrival: Arrival; readonly plan: Plan } {
  const { messageId, to, gatewayDomain, now } = mail;
  const at = now.toISOString();
  const from = `postmaster@${gatewayDomain}`;
  const recipientId = recipientIdOf(messageId, to);
  const asked = { message: { headers: [] }, envelopeFrom: from, receivedAt: at };
  const { record } = receiptOf(asked, to, [], tls);
  const receipt = {
    ...record,
    accepted: true,
    sentence: `Made by the console: it came by no connection. ${record.why}`,
  };
  const chosen = isInternal(to, mail) ? deliveryInside(tls) : deliveryOf(asked, to, tls).record;
  // There is nothing to fall back to: the test is over.
  const delivery = { ...chosen, fallback: null };
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

/** Subject of every test mail. */
export const testSubject = "TLS test";
