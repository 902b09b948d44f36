import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DynamoCoReaders } from "../../../src/aws/dynamodb-co-readers.ts";
import { DynamoDeposits } from "../../../src/aws/dynamodb-deposits.ts";
import { DynamoLedger } from "../../../src/aws/dynamodb-ledger.ts";
import { DynamoMessageTracking } from "../../../src/aws/dynamodb-message-tracking.ts";
import { encryptionProfile } from "../../../src/contracts/policies.ts";
import { type SomeStores, someStores } from "../../support/some-stores.ts";
import { aDeposit } from "../pickup/in-memory-mailbox.ts";

const mailbox = "info@partner.example";
const anna = { address: "anna@partner.example", by: "Anna <anna@partner.example>" };
const at = new Date("2026-11-22T10:00:00Z");

describe("co-readers in DynamoDB", () => {
  let stores: SomeStores;
  let coReaders: DynamoCoReaders;
  let deposits: DynamoDeposits;
  before(async () => {
    stores = await someStores();
    coReaders = new DynamoCoReaders(stores.client, stores.accounts);
    deposits = new DynamoDeposits(stores.client, stores.ledger);
  });
  after(() => stores.close());
  const invited = { mailbox, reader: anna.address, invitedAt: at.toISOString(), invitedBy: mailbox };
  const timelineOf = async (messageId: string) =>
    ((await new DynamoMessageTracking(stores.client, stores.ledger).find(messageId))?.timeline ?? [])
      .filter(({ event }) => event === "read" || event === "downloaded")
      .map(({ event, by, detail }) => [event, detail, by].filter(Boolean).join(" "));
  const sealed = async (messageId: string) => {
    const ledger = new DynamoLedger(stores.client, stores.ledger);
    const recipient = { recipientId: "r1", address: mailbox };
    const arrival = {
      messageId,
      objectKey: `in/${messageId}`,
      receivedAt: at.toISOString(),
      envelopeFrom: "a@b.example",
    };
    await ledger.claim({ ...arrival, recipients: [recipient] }, { now: at.toISOString(), until: at.toISOString() });
    const facts = { headerFrom: "", headerFromName: "", subject: "", sentAt: "", messageIdHeader: "", size: 1 };
    const { id: _, name: __, hideSubject: ___, ...rules } = encryptionProfile.parse({ id: "p", readReceipts: true });
    await ledger.commit({
      messageId,
      at: at.toISOString(),
      facts: { ...facts, sourceIp: "", policyVersion: 1 },
      recipients: [{ ...recipient, messageId, state: "sealed", disposition: "encrypt" }],
      deposits: [aDeposit({ messageId, address: mailbox, rules })],
      effects: [],
      timeline: [],
    });
    return (await deposits.find(mailbox, messageId)) ?? assert.fail();
  };

  it("are found from both sides, added once, and gone when removed", async () => {
    const results = await Promise.all([1, 2, 3].map(() => coReaders.add(invited)));
    assert.deepEqual(results.sort(), [false, false, true]);
    assert.deepEqual(await coReaders.of(mailbox), [invited]);
    assert.deepEqual(await coReaders.mailboxesOf(anna.address), [mailbox]);
    assert.deepEqual(await coReaders.mailboxesOf("eve@partner.example"), []);
    assert.equal(await coReaders.remove(mailbox, anna.address), true);
    assert.equal(await coReaders.remove(mailbox, anna.address), false);
    assert.deepEqual([await coReaders.of(mailbox), await coReaders.mailboxesOf(anna.address)], [[], []]);
  });

  it("leave each a line of their own at their first reading, and one read receipt for the first of all", async () => {
    const deposit = await sealed("m1");
    const owner = { address: mailbox };
    await Promise.all([deposits.markRead(deposit, owner, at), deposits.markRead(deposit, anna, at)]);
    await deposits.markRead(deposit, anna, new Date(at.getTime() + 1));
    await deposits.markRead((await deposits.find(mailbox, "m1")) ?? assert.fail(), owner, new Date(at.getTime() + 2));
    assert.deepEqual((await timelineOf("m1")).sort(), ["read", "read Anna <anna@partner.example>"]);
    const found = await deposits.find(mailbox, "m1");
    assert.deepEqual([...(found?.readBy ?? [])].sort(), [anna.address, mailbox]);
    const receipts = await new DynamoLedger(stores.client, stores.ledger).openEffects("m1");
    assert.deepEqual(
      receipts.map(({ effect }) => effect.kind),
      ["read-receipt"],
    );
  });

  it("leave a line for each thing they download, once", async () => {
    const deposit = await sealed("m2");
    for (const what of ["attachment 1", "attachment 2", "attachment 1", "message"] as const)
      await deposits.markDownloaded(deposit, anna, what, at);
    await deposits.markDownloaded(deposit, { address: mailbox }, "attachment 1", at);
    assert.deepEqual((await timelineOf("m2")).sort(), [
      "downloaded attachment 1",
      "downloaded attachment 1 Anna <anna@partner.example>",
      "downloaded attachment 2 Anna <anna@partner.example>",
      "downloaded message Anna <anna@partner.example>",
    ]);
  });
});
