import type { DynamoLedger } from "../../src/aws/dynamodb-ledger.ts";
import { judge } from "../../src/gateway/judge.ts";
import { readMessage } from "../../src/mail/read-message.ts";
import { firstPolicies } from "../../src/policy/first-policies.ts";
import { TextKeeper } from "../../src/policy/kept-text.ts";
import { type KeptTextPorts, sealText } from "../../src/sealing/kept-text.ts";
import type { RecipientRecord } from "../../src/tracking/message-record.ts";

/** The policies of a new installation. */
export const somePolicies = firstPolicies(["northwind.example"]);

const from = "anna@northwind.example";
const image = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");

const encrypted = { disposition: "encrypt", state: "sealed" } as const;
const sent = { disposition: "send", state: "delivered" } as const;

const rawOf = (subject: string) =>
  Buffer.from(
    [
      `From: Anna Berg <${from}>`,
      "To: bob@partner.example, carol@northwind.example",
      `Subject: ${subject}`,
      "Date: Sun, 22 Nov 2026 10:00:00 +0000",
      "Message-ID: <4711@northwind.example>",
      "MIME-Version: 1.0",
      'Content-Type: multipart/mixed; boundary="b"',
      "",
      "--b",
      "Content-Type: text/plain; charset=utf-8",
      "",
      "Hello Bob,",
      "",
      "please charge the card 4111 1111 1111 1111.",
      "--b",
      'Content-Type: image/png; name="logo.png"',
      "Content-Transfer-Encoding: base64",
      "Content-Disposition: attachment",
      "",
      image.toString("base64"),
      "--b--",
      "",
    ].join("\r\n"),
  );

type Tracked = {
  readonly receivedAt?: string;
  readonly subject?: string;
  /** Where its text is kept for replay; without it, it is not. */
  readonly kept?: KeptTextPorts;
};

/** Takes in a message with a card number, judges it, and lets an outsider have it sealed, a colleague in clear. */
export async function aTrackedMessage(
  ledger: DynamoLedger,
  messageId: string,
  { receivedAt = "2026-11-22T10:00:00.000Z", subject = "Invoice 4711", kept }: Tracked = {},
): Promise<void> {
  const addresses = ["bob@partner.example", "carol@northwind.example"];
  const claimed = addresses.map((address, index) => ({ recipientId: `${messageId}-${index}`, address }));
  const lease = { now: receivedAt, until: new Date(Date.parse(receivedAt) + 90_000).toISOString() };
  const arrival = { messageId, objectKey: `in/${messageId}`, receivedAt, envelopeFrom: from, recipients: claimed };
  await ledger.claim(arrival, lease);
  const raw = rawOf(subject);
  const pending = claimed.map((each): RecipientRecord => ({ messageId, ...each, state: "pending" }));
  const version = {
    version: 1,
    publishedAt: receivedAt,
    publishedBy: "installation",
    note: "",
    policySet: somePolicies,
  };
  const message = await readMessage(raw);
  const keeper = new TextKeeper(message, new Set());
  const { decisions, stored } = await judge(message, { from, receivedAt }, pending, version, keeper);
  const text = await keeper.whole();
  if (kept && text) await sealText(kept, { messageId, receivedAt }, text, AbortSignal.timeout(60_000));
  const recipients = decisions.map(({ recipientId, address, disposition, policyId, policyName, reason }) => {
    const end = disposition === "encrypt" ? encrypted : sent;
    return { messageId, recipientId, address, policyId, policyName, reason, ...end };
  });
  const [outsider, colleague] = claimed;
  await ledger.commit({
    messageId,
    at: receivedAt,
    facts: {
      headerFrom: from,
      headerFromName: "Anna Berg",
      subject,
      sentAt: receivedAt,
      messageIdHeader: "<4711@northwind.example>",
      size: raw.length,
      sourceIp: "192.0.2.25",
      policyVersion: 1,
    },
    judgement: stored,
    recipients,
    deposits: [],
    effects: [],
    timeline: [
      { at: receivedAt, event: "received" },
      { at: receivedAt, event: "checked", detail: "policies, version 1" },
      { at: receivedAt, event: "sealed", recipientId: outsider?.recipientId },
      { at: receivedAt, event: "notified", recipientId: outsider?.recipientId },
      { at: receivedAt, event: "delivered", recipientId: colleague?.recipientId, detail: "250 2.0.0 OK" },
    ],
  });
}

/** A message to one outsider that waits for a reviewer. */
export async function aHeldMessage(
  ledger: DynamoLedger,
  messageId: string,
  { reviewId, at = new Date().toISOString() }: { reviewId?: string; at?: string },
): Promise<void> {
  const address = "bob@partner.example";
  const recipient = { messageId, recipientId: `${messageId}-0`, address };
  const arrival = {
    messageId,
    objectKey: `in/${messageId}`,
    receivedAt: at,
    envelopeFrom: from,
    recipients: [recipient],
  };
  await ledger.claim(arrival, { now: at, until: new Date(Date.parse(at) + 90_000).toISOString() });
  const why = {
    disposition: "hold",
    policyId: "plans",
    policyName: "Plans",
    reason: 'Policy "Plans" applies.',
  } as const;
  await ledger.commit({
    messageId,
    at,
    facts: {
      headerFrom: from,
      headerFromName: "Anna Berg",
      subject: "Plans for spring",
      sentAt: at,
      messageIdHeader: "<4712@northwind.example>",
      size: 4_812,
      sourceIp: "192.0.2.25",
      policyVersion: 1,
    },
    recipients: [{ ...recipient, ...why, state: "held", ...(reviewId !== undefined && { reviewId }) }],
    deposits: [],
    effects: [],
    timeline: [
      { at, event: "received" },
      { at, event: "held", recipientId: recipient.recipientId, detail: why.reason },
    ],
  });
}
