import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toDeliveryEvent } from "../../../functions/delivery-events/ses-event.ts";

const timestamp = "2026-11-22T10:00:00.000Z";
/** An event of the form that SES publishes ("Contents of event data"). */
const anEvent = (eventType: string, body: object, tags: object = { outbox: ["m_1_send-2"] }) => ({
  eventType,
  mail: {
    timestamp,
    source: "anna@company.example",
    messageId: "ses-1",
    destination: ["bob@partner.example", "carol@partner.example"],
    headersTruncated: false,
    headers: [{ name: "Subject", value: "Hello" }],
    commonHeaders: { subject: "Hello" },
    tags: { "ses:configuration-set": ["tls-optional"], ...tags },
  },
  ...body,
});
const about = { outboxId: "m_1_send-2", deliveryId: "ses-1" };
const bounce = (bounceType: string, bounceSubType: string, recipient: object) => ({
  bounce: {
    bounceType,
    bounceSubType,
    bouncedRecipients: [{ emailAddress: "bob@partner.example", ...recipient }],
    timestamp: "2026-11-22T10:00:05.000Z",
    feedbackId: "x",
    reportingMTA: "dns; a8-1.smtp-out.amazonses.com",
  },
});

describe("what SES tells of our mails", () => {
  it("reads an acceptance, which is about all recipients", () => {
    const read = toDeliveryEvent(anEvent("Send", { send: {} }));
    assert.deepEqual(read, { ...about, at: timestamp, kind: "accepted", recipients: [] });
  });

  it("reads a delivery with the remote answer", () => {
    const delivery = {
      timestamp: "2026-11-22T10:00:02Z",
      processingTimeMillis: 546,
      recipients: ["bob@partner.example"],
      smtpResponse: "250 ok: Message 64111812 accepted",
      reportingMTA: "a8-1.smtp-out.amazonses.com",
    };
    assert.deepEqual(toDeliveryEvent(anEvent("Delivery", { delivery })), {
      ...about,
      at: "2026-11-22T10:00:02.000Z",
      kind: "delivered",
      recipients: [{ address: "bob@partner.example", answer: "250 ok: Message 64111812 accepted" }],
      hop: "a8-1.smtp-out.amazonses.com",
    });
  });

  it("reads a bounce with status and diagnostic", () => {
    const answer = { action: "failed", status: "5.1.1", diagnosticCode: "smtp; 550 5.1.1 user unknown" };
    const read = toDeliveryEvent(anEvent("Bounce", bounce("Permanent", "General", answer)));
    assert.equal(read?.kind, "bounced");
    assert.deepEqual(read?.recipients, [
      { address: "bob@partner.example", answer: "5.1.1 smtp; 550 5.1.1 user unknown" },
    ]);
  });

  it("tells an out-of-office answer from a mail that was given up, which SES calls the same", () => {
    const away = toDeliveryEvent(anEvent("Bounce", bounce("Transient", "General", {})));
    assert.equal(away?.kind, "answered");
    const late = { action: "failed", status: "4.4.7", diagnosticCode: "Message expired" };
    const givenUp = toDeliveryEvent(anEvent("Bounce", bounce("Transient", "General", late)));
    assert.equal(givenUp?.kind, "bounced");
    const full = toDeliveryEvent(anEvent("Bounce", bounce("Transient", "MailboxFull", {})));
    assert.equal(full?.kind, "bounced");
    assert.equal(full?.recipients[0]?.answer, "Transient MailboxFull");
  });

  it("reads a rejection and a failed rendering, which are about everybody", () => {
    const rejected = toDeliveryEvent(anEvent("Reject", { reject: { reason: "Bad content" } }));
    assert.equal(rejected?.kind, "rejected");
    assert.deepEqual(
      rejected?.recipients.map(({ address, answer }) => [address, answer]),
      [
        ["bob@partner.example", "Bad content"],
        ["carol@partner.example", "Bad content"],
      ],
    );
    assert.equal(toDeliveryEvent(anEvent("Rendering Failure", { failure: {} }))?.kind, "rejected");
  });

  it("reads a complaint and a delay", () => {
    const complaint = { timestamp, complainedRecipients: [{ emailAddress: "bob@partner.example" }], feedbackId: "x" };
    assert.equal(toDeliveryEvent(anEvent("Complaint", { complaint }))?.kind, "complained");
    const deliveryDelay = { timestamp, delayType: "MailboxFull", delayedRecipients: [], expirationTime: timestamp };
    assert.equal(toDeliveryEvent(anEvent("DeliveryDelay", { deliveryDelay }))?.kind, "delayed");
  });

  it("ignores what is about no mail of the outbox", () => {
    assert.equal(toDeliveryEvent(anEvent("Send", { send: {} }, { outbox: [] })), null);
    assert.equal(toDeliveryEvent(anEvent("Open", { open: {} })), null);
    assert.equal(toDeliveryEvent({ notificationType: "AmazonSnsSubscriptionSucceeded" }), null);
    assert.equal(toDeliveryEvent(null), null);
  });

  it("does not pass over an event that it cannot read: it fails, and the queue keeps it", () => {
    const broken = anEvent("Bounce", { bounce: { bounceType: 7 } });
    assert.throws(() => toDeliveryEvent(broken));
    assert.throws(() => toDeliveryEvent({ eventType: "Delivery", mail: "lost" }));
    assert.throws(
      () => toDeliveryEvent(anEvent("Delivery", {})),
      "a delivery without its body says nothing of anybody",
    );
  });
});
