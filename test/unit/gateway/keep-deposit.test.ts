import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { simpleParser } from "mailparser";
import { DynamoDeposits } from "../../../src/aws/dynamodb-deposits.ts";
import type { EncryptionProfile } from "../../../src/contracts/policies.ts";
import { encryptionProfile } from "../../../src/contracts/policies.ts";
import { carryOutOpenEffects } from "../../../src/gateway/carry-out.ts";
import { followEvent } from "../../../src/gateway/follow-event.ts";
import { keepHouse } from "../../../src/gateway/keep-house.ts";
import { firstPolicies } from "../../../src/policy/first-policies.ts";
import { type AGateway, aGateway, aMessage, gatewayDomain } from "../../support/a-gateway.ts";

const bob = "bob@partner.example";
const carol = "carol@other.example";
const anna = "anna@company.example";
const start = Date.parse("2026-11-01T10:00:00.000Z");
const minute = 60_000;
const day = 24 * 60 * minute;

describe("what time does to sealed messages", () => {
  let gateway: AGateway;
  let deposits: DynamoDeposits;
  before(async () => {
    gateway = await aGateway();
    deposits = new DynamoDeposits(gateway.table.client, gateway.table.name);
  });
  after(() => gateway.close());
  beforeEach(async () => {
    // What an earlier test left over comes to its end before this one begins.
    for (const later of [900 * day, 900 * day + 2 * 60 * minute]) {
      at(later);
      await keepHouse(gateway.ports);
    }
    at(0);
  });

  let epoch = start;
  /** Each test has years of its own, so that nothing of another is due in it. */
  const at = (milliseconds: number) => {
    if (milliseconds === 0) epoch += 1000 * day;
    gateway.setTime(new Date(epoch + milliseconds).toISOString());
    if (milliseconds === 0) gateway.sent.length = 0;
  };
  const profile = (change: Partial<EncryptionProfile>) => {
    const policies = firstPolicies(["company.example"]);
    gateway.setPolicies({ ...policies, encryptionProfiles: [encryptionProfile.parse({ id: "default", ...change })] });
  };
  const seal = (to: readonly string[], subject = "Your booking") =>
    gateway.receive(aMessage({ subject, body: "Card 4111 1111 1111 1111" }), {
      to: to.map((address) => `${address.replace("@", "=")}@${gatewayDomain}`),
    });
  const mailsTo = async (address: string) => {
    const mails = gateway.sent.filter(({ to }) => to.includes(address));
    return Promise.all(mails.map(async ({ raw }) => simpleParser(raw)));
  };
  const subjectsTo = async (address: string) => (await mailsTo(address)).map(({ subject }) => subject);
  /** Housekeeping as it runs each minute, from one moment to another. */
  const pass = async (from: number, to: number, step = 10 * minute) => {
    for (let moment = from; moment <= to; moment += step) {
      at(moment);
      await keepHouse(gateway.ports);
    }
  };
  const read = async (address: string, messageId: string) => {
    const deposit = await deposits.find(address, messageId);
    assert.ok(deposit);
    await deposits.markRead(deposit, { address: deposit.address }, gateway.ports.clock.now());
  };
  const statesOf = async (messageId: string) =>
    (await gateway.ports.ledger.recipients(messageId)).map(({ state }) => state);

  it("gives each deposit the days of its profile, and the installation's where it has none", async () => {
    profile({ expiryDays: 7 });
    const first = await deposits.find(bob, await seal([bob]));
    assert.equal(first?.expiresAt, new Date(epoch + 7 * day).toISOString());
    profile({});
    const second = await deposits.find(bob, await seal([bob]));
    assert.equal(second?.expiresAt, new Date(epoch + 30 * day).toISOString());
  });

  it("reminds who has not read, once, some days before the message expires", async () => {
    profile({ expiryDays: 10, reminderDays: [3] });
    const id = await seal([bob, carol]);
    at(minute);
    await read(carol, id);
    gateway.sent.length = 0;
    await pass(7 * day - 30 * minute, 7 * day - 10 * minute);
    assert.equal(gateway.sent.length, 0, "not before its time");
    await pass(7 * day, 7 * day + 180 * minute);
    assert.deepEqual(await subjectsTo(bob), ["An encrypted message for you will expire soon"]);
    assert.deepEqual(await subjectsTo(carol), []);
    const [mail] = await mailsTo(bob);
    assert.match(mail?.text ?? "", /Activation password: \S+[\s\S]*\/mpc\/a\//, "who has no account can activate");
    assert.equal((await gateway.timelineOf(id)).filter((event) => event === "reminded").length, 1);
  });

  it("tells of several messages in one reminder", async () => {
    profile({ expiryDays: 10, reminderDays: [3, 1] });
    for (const subject of ["First", "Second", "Third"]) await seal([bob], subject);
    gateway.sent.length = 0;
    await pass(7 * day, 7 * day + 120 * minute);
    assert.deepEqual(await subjectsTo(bob), ["3 encrypted messages for you will expire soon"]);
    const [mail] = await mailsTo(bob);
    for (const subject of ["First", "Second", "Third"])
      assert.match(mail?.text ?? "", new RegExp(`anna@company.example: ${subject} · `));
    await pass(9 * day, 9 * day + 120 * minute);
    assert.equal((await subjectsTo(bob)).length, 2, "the second reminder of the profile");
  });

  it("sends no reminder about what was read before the mail left", async () => {
    profile({ expiryDays: 10, reminderDays: [3] });
    const id = await seal([bob]);
    gateway.sent.length = 0;
    await pass(7 * day, 7 * day + 10 * minute);
    await read(bob, id);
    await pass(7 * day + 20 * minute, 7 * day + 120 * minute);
    assert.equal(gateway.sent.length, 0);
  });

  it("expires: keys destroyed, parts deleted, both sides told, a status without content kept", async () => {
    profile({ expiryDays: 5, reminderDays: [] });
    const id = await seal([bob, carol]);
    at(minute);
    await read(carol, id);
    gateway.sent.length = 0;
    await pass(5 * day - 20 * minute, 5 * day - 10 * minute);
    assert.deepEqual(await statesOf(id), ["sealed", "sealed"]);
    await pass(5 * day, 5 * day + 120 * minute);
    assert.deepEqual(await statesOf(id), ["expired", "expired"]);
    assert.ok(![...gateway.keys.keys(), ...gateway.sealedObjects.keys()].some((key) => key.startsWith(id)));
    assert.deepEqual(await subjectsTo(bob), ["An encrypted message for you expired"]);
    assert.deepEqual(await subjectsTo(carol), [], "who has read needs no mail");
    assert.deepEqual(await subjectsTo(anna), ["Your encrypted message expired unread"]);
    const [toSender] = await mailsTo(anna);
    assert.match(toSender?.text ?? "", /bob@partner\.example/);
    assert.doesNotMatch(toSender?.text ?? "", /carol/);
    const deposit = await deposits.find(bob, id);
    assert.equal(deposit?.state, "expired");
    const timeline = await gateway.timelineOf(id);
    for (const event of ["expired", "keys-destroyed"])
      assert.equal(timeline.filter((each) => each === event).length, 2);
  });

  it("does each of it once, however many housekeepers run at the same time", async () => {
    profile({ expiryDays: 5, reminderDays: [1] });
    const id = await seal([bob]);
    gateway.sent.length = 0;
    for (const moment of [4 * day, 5 * day]) {
      at(moment);
      await Promise.all(Array.from({ length: 6 }, () => keepHouse(gateway.ports)));
      at(moment + 70 * minute);
      await Promise.all(Array.from({ length: 6 }, () => keepHouse(gateway.ports)));
    }
    assert.equal((await subjectsTo(bob)).length, 2, "one reminder, one word that it expired");
    assert.equal((await subjectsTo(anna)).length, 1);
    const timeline = await gateway.timelineOf(id);
    for (const event of ["reminded", "expired"]) assert.equal(timeline.filter((each) => each === event).length, 1);
  });

  it("expires what is suspended, and reminds nobody of it", async () => {
    profile({ expiryDays: 5, reminderDays: [1] });
    const id = await seal([bob]);
    const { DynamoSentMessages } = await import("../../../src/aws/dynamodb-sent-messages.ts");
    const sent = new DynamoSentMessages(gateway.table.client, gateway.table.name, { ring: async () => undefined });
    const deposit = await deposits.find(bob, id);
    assert.ok(deposit && (await sent.suspend(deposit, gateway.ports.clock.now())));
    gateway.sent.length = 0;
    await pass(4 * day, 4 * day + 90 * minute);
    assert.equal(gateway.sent.length, 0);
    await pass(5 * day, 5 * day + 10 * minute);
    assert.deepEqual(await statesOf(id), ["expired"]);
  });

  it("carries out all that is due in one run, page after page", async () => {
    profile({ expiryDays: 5, reminderDays: [] });
    const ids = [];
    for (let count = 0; count < 3; count += 1) {
      const to = Array.from({ length: 90 }, (_, index) => `r${count}x${index}@partner.example`);
      ids.push(await seal(to));
    }
    at(5 * day + minute);
    const { looked } = await keepHouse(gateway.ports);
    assert.ok(looked >= 270, `${looked}`);
    for (const id of ids) assert.ok((await statesOf(id)).every((state) => state === "expired"));
  });

  it("stops mails to who complains, and tells the sender, once", async () => {
    profile({ expiryDays: 5, reminderDays: [1] });
    const id = await seal([bob]);
    const [recipient] = await gateway.ports.ledger.recipients(id);
    const notice = `m_${id}_notify-${recipient?.recipientId}`;
    gateway.sent.length = 0;
    const ports = { ...gateway.ports, bell: { ring: async () => undefined } };
    const complaint = { outboxId: notice, deliveryId: "1", at: gateway.ports.clock.now().toISOString() };
    const recipients = [{ address: bob, answer: "" }];
    for (let twice = 0; twice < 2; twice += 1)
      await followEvent(ports, { ...complaint, kind: "complained", recipients });
    await carryOutOpenEffects(gateway.ports, id);
    assert.deepEqual(await subjectsTo(anna), [`${bob} marked our mail about your message as spam`]);
    await pass(4 * day, 5 * day + 120 * minute, 60 * minute);
    assert.deepEqual(await subjectsTo(bob), []);
  });

  it("tells the sender at once when a reminder comes back", async () => {
    profile({ expiryDays: 5, reminderDays: [1] });
    const id = await seal([bob]);
    await pass(4 * day, 4 * day + 70 * minute, 10 * minute);
    const reminder = gateway.sent.findLast(({ to }) => to.includes(bob)) ?? assert.fail();
    gateway.sent.length = 0;
    const rung: unknown[] = [];
    const ports = { ...gateway.ports, bell: { ring: async (about: unknown) => void rung.push(about) } };
    const back = { outboxId: reminder.outboxId, deliveryId: "1", at: gateway.ports.clock.now().toISOString() };
    const recipients = [{ address: bob, answer: "550 5.1.1 no such mailbox" }];
    for (let twice = 0; twice < 2; twice += 1) await followEvent(ports, { ...back, kind: "bounced", recipients });
    assert.deepEqual(rung[0], { messageId: id }, "woken, not left to the next minute");
    await carryOutOpenEffects(gateway.ports, id);
    assert.deepEqual(await subjectsTo(anna), [`${bob} could not be told about your encrypted message`]);
  });

  it("tells the sender of the first reading where the profile says so", async () => {
    profile({ readReceipts: true });
    const id = await seal([bob]);
    gateway.sent.length = 0;
    at(minute);
    await read(bob, id);
    await read(bob, id);
    await pass(2 * minute, 5 * minute, minute);
    assert.deepEqual(await subjectsTo(anna), [`${bob} has read your encrypted message`]);
  });

  it("gives the activation password to the sender where the profile says so", async () => {
    profile({ activationPasswordTo: "sender" });
    await seal([bob]);
    const [toBob] = await mailsTo(bob);
    assert.match(toBob?.text ?? "", /anna@company\.example will give you the activation password/);
    assert.doesNotMatch(toBob?.text ?? "", /Activation password:/);
    const toAnna = (await mailsTo(anna)).find(({ subject }) => /Activation password for/.test(subject ?? ""));
    assert.match(toAnna?.text ?? "", /Activation password: [\w-]{19}/);
    assert.doesNotMatch(toAnna?.text ?? "", /\/mpc\/a\//, "password and link never meet in one mail");
    for (const { to, tls } of gateway.sent) if (!to.includes(anna)) assert.equal(tls, "require");
  });

  it("hides subjects where the profile says so", async () => {
    profile({ hideSubject: true });
    await seal([bob], "A secret plan");
    for (const { raw } of gateway.sent) assert.doesNotMatch(raw.toString(), /secret plan/i);
  });
});
