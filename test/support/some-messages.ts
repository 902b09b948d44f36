import type { DynamoLedger } from "../../src/aws/dynamodb-ledger.ts";
import { policySet } from "../../src/contracts/policies.ts";
import type { RecipientRecord } from "../../src/tracking/message-record.ts";

/** Two policies and the last row, as the first set has them. */
export const somePolicies = policySet.parse({
  version: 1,
  companyDomains: ["northwind.example"],
  policies: [
    {
      id: "subject-trigger",
      name: "Sender asked for encryption",
      narrative: "Anybody may ask for it by writing [encrypt] in the subject.",
      conditions: { type: "subject-trigger", settings: { trigger: "[encrypt]" } },
      disposition: "encrypt",
    },
    {
      id: "payment-card",
      name: "Payment card numbers to outsiders",
      conditions: {
        all: [
          { type: "recipient-external", settings: {} },
          { type: "detector", settings: { detector: "payment-card" } },
        ],
      },
      disposition: "encrypt",
    },
  ],
  otherwise: { disposition: "send" },
});

const card = {
  redacted: "**** **** **** 1111",
  confidence: "high",
  where: { scope: "body", part: "1.1", view: "text", line: 4 },
};

const trigger = {
  policyId: "subject-trigger",
  name: "Sender asked for encryption",
  result: false,
  auditOnly: false,
  conditions: { type: "subject-trigger", sentence: "the subject contains “[encrypt]”", result: false },
};

const cards = (result: boolean) => ({
  policyId: "payment-card",
  name: "Payment card numbers to outsiders",
  result,
  auditOnly: false,
  conditions: {
    group: "all",
    result,
    of: [
      {
        type: "recipient-external",
        sentence: "the recipient is outside the company",
        result,
        compared: result ? "partner.example" : "northwind.example",
      },
      {
        type: "detector",
        sentence: "the message contains at least 1 payment card number",
        result: true,
        compared: "1",
        evidence: [card],
      },
    ],
  },
});

/** The evaluation of a message with a card number, for an outsider and a colleague. */
const judged = {
  facts: { findings: [{ kind: "no-text", part: "1.2", detail: "image/png" }] },
  judgement: {
    verdicts: [
      { recipient: "bob@partner.example", trace: 0 },
      { recipient: "carol@northwind.example", trace: 1 },
    ],
    traces: [{ policies: [trigger, cards(true)] }, { policies: [trigger, cards(false)] }],
  },
};

/** Takes in a message of which `change` says what is special; an outsider gets it sealed, a colleague in clear. */
export async function aTrackedMessage(
  ledger: DynamoLedger,
  messageId: string,
  { receivedAt = "2026-11-22T10:00:00.000Z", subject = "Invoice 4711" }: { receivedAt?: string; subject?: string } = {},
): Promise<void> {
  const outsider = { messageId, recipientId: `${messageId}-1`, address: "bob@partner.example" };
  const colleague = { messageId, recipientId: `${messageId}-2`, address: "carol@northwind.example" };
  const lease = { now: receivedAt, until: new Date(Date.parse(receivedAt) + 90_000).toISOString() };
  const envelopeFrom = "anna@northwind.example";
  const arrival = { messageId, objectKey: `in/${messageId}`, receivedAt, envelopeFrom };
  await ledger.claim({ ...arrival, recipients: [outsider, colleague] }, lease);
  const recipients: RecipientRecord[] = [
    {
      ...outsider,
      state: "sealed",
      disposition: "encrypt",
      policyId: "payment-card",
      policyName: "Payment card numbers to outsiders",
      reason: "Encrypted, because the message contains at least 1 payment card number.",
    },
    { ...colleague, state: "delivered", disposition: "send", reason: "Sent, because no policy matched." },
  ];
  await ledger.commit({
    messageId,
    at: receivedAt,
    facts: {
      headerFrom: envelopeFrom,
      headerFromName: "Anna Berg",
      subject,
      sentAt: receivedAt,
      messageIdHeader: "<4711@northwind.example>",
      size: 48_213,
      sourceIp: "192.0.2.25",
      policyVersion: 1,
    },
    judgement: judged,
    recipients,
    deposits: [],
    effects: [],
    timeline: [
      { at: receivedAt, event: "received" },
      { at: receivedAt, event: "checked", detail: "policies, version 1" },
      { at: receivedAt, event: "sealed", recipientId: outsider.recipientId },
      { at: receivedAt, event: "notified", recipientId: outsider.recipientId },
      { at: receivedAt, event: "delivered", recipientId: colleague.recipientId, detail: "250 2.0.0 OK" },
    ],
  });
}
