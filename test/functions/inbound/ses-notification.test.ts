import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toReceivedMail } from "../../../functions/inbound/ses-notification.ts";

/** A notification of SES's S3 action ("Contents of notifications"). */
const aNotification = (change: { mail?: object; receipt?: object } = {}) => ({
  notificationType: "Received",
  mail: {
    timestamp: "2026-11-22T10:00:00.000Z",
    source: "anna@company.example",
    messageId: "d6iitobk75ur44p8kdnnp7g2n800",
    destination: ["bob=partner.example@gw.company.example"],
    headersTruncated: false,
    headers: [{ name: "Subject", value: "Hello" }],
    commonHeaders: { subject: "Hello" },
    ...change.mail,
  },
  receipt: {
    timestamp: "2026-11-22T10:00:00.000Z",
    processingTimeMillis: 222,
    recipients: ["bob=partner.example@gw.company.example"],
    spamVerdict: { status: "PASS" },
    virusVerdict: { status: "PASS" },
    action: {
      type: "S3",
      topicArn: "arn:aws:sns:us-east-1:111122223333:received",
      bucketName: "mail",
      objectKey: "in/d6iitobk75ur44p8kdnnp7g2n800",
    },
    ...change.receipt,
  },
});

describe("the notification that SES stored a mail", () => {
  it("tells where it lies, from whom and for whom, by the envelope", () => {
    assert.deepEqual(toReceivedMail(aNotification()), {
      messageId: "d6iitobk75ur44p8kdnnp7g2n800",
      objectKey: "in/d6iitobk75ur44p8kdnnp7g2n800",
      receivedAt: "2026-11-22T10:00:00.000Z",
      envelopeFrom: "anna@company.example",
      recipients: ["bob=partner.example@gw.company.example"],
      virusFound: false,
    });
  });

  it("knows the null sender and a virus", () => {
    assert.equal(toReceivedMail(aNotification({ mail: { source: "<>" } }))?.envelopeFrom, "");
    assert.equal(toReceivedMail(aNotification({ receipt: { virusVerdict: { status: "FAIL" } } }))?.virusFound, true);
  });

  it("is none for the greeting of a new topic or rule", () => {
    for (const other of [null, "Successfully validated SNS topic", {}, { notificationType: "Bounce" }])
      assert.equal(toReceivedMail(other), null);
  });

  it("fails when it is broken, so that the queue keeps it and somebody is alarmed", () => {
    assert.throws(() => toReceivedMail(aNotification({ receipt: { recipients: [] } })));
    assert.throws(() => toReceivedMail(aNotification({ receipt: { action: { type: "Lambda" } } })));
    assert.throws(() => toReceivedMail(aNotification({ mail: { messageId: "../keys/other" } })));
  });
});
