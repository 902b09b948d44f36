import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { DeliveryInDoubtError } from "../../../src/gateway/delivery.ts";
import { followEvent } from "../../../src/gateway/follow-event.ts";
import { findOrphans, keepHouse } from "../../../src/gateway/keep-house.ts";
import { takeIn } from "../../../src/gateway/take-in.ts";
import { type AGateway, aGateway, aMessage, asStored, gatewayDomain } from "../../support/a-gateway.ts";

const start = Date.parse("2026-11-22T10:00:00.000Z");
const card = "Card 4111 1111 1111 1111 please.";
const bob = "bob@partner.example";

describe("keeping house", () => {
  let gateway: AGateway;
  beforeEach(async () => {
    gateway = await aGateway();
    at({ minutes: 0 });
  });
  afterEach(() => gateway.close());

  const at = ({ minutes = 0, hours = 0 }) => {
    gateway.setTime(new Date(start + minutes * 60_000 + hours * 3_600_000).toISOString());
  };
  const stateOf = async (messageId: string) => (await gateway.ports.ledger.recipients(messageId))[0]?.state;
  const sentTo = (address: string) => gateway.sent.filter(({ to }) => to.includes(address));
  /** The kinds of entries in a message's timeline. */
  const notesOf = async (messageId: string) => gateway.timelineOf(messageId);

  const hourAfterHour = async (count: number) => {
    for (let hours = 0; hours < count; hours += 1) {
      at({ hours });
      await keepHouse(gateway.ports);
    }
  };

  it("carries out what a run left undone", async () => {
    gateway.refuse.push(new Error("throttled"));
    const id = await gateway.receive(aMessage());
    assert.equal(gateway.sent.length, 0);
    at({ minutes: 5 });
    await keepHouse(gateway.ports);
    assert.deepEqual(
      gateway.sent.map(({ to }) => to),
      [[bob]],
    );
    assert.equal(await stateOf(id), "sent");
  });

  it("waits 15 minutes for proof of a send in doubt, then sends again and says that it may be doubled", async () => {
    gateway.refuse.push(new DeliveryInDoubtError(null));
    const id = await gateway.receive(aMessage());
    at({ minutes: 14 });
    await keepHouse(gateway.ports);
    assert.equal(gateway.sent.length, 0);
    at({ minutes: 16 });
    await keepHouse(gateway.ports);
    assert.equal(sentTo(bob).length, 1);
    assert.ok((await notesOf(id)).includes("possibly-doubled"));
    at({ minutes: 40 });
    await keepHouse(gateway.ports);
    assert.equal(sentTo(bob).length, 1);
  });

  it("sends nothing twice when several housekeepers meet", async () => {
    gateway.refuse.push(new Error("throttled"));
    await gateway.receive(aMessage());
    at({ minutes: 5 });
    await Promise.all([keepHouse(gateway.ports), keepHouse(gateway.ports), keepHouse(gateway.ports)]);
    assert.equal(sentTo(bob).length, 1);
  });

  it("takes 15 hours of silence for a failure: one report, then late news changes nothing", async () => {
    const id = await gateway.receive(aMessage());
    const [clear] = sentTo(bob);
    at({ hours: 14 });
    await keepHouse(gateway.ports);
    assert.equal(await stateOf(id), "sent");
    for (const minutes of [1, 4, 8]) {
      at({ hours: 15, minutes });
      await keepHouse(gateway.ports);
    }
    assert.equal(await stateOf(id), "bounced");
    const [report, ...others] = sentTo("anna@company.example");
    assert.match(String(report?.raw), /Status: 4\.4\.7/);
    assert.equal(others.length, 0);
    const event = { outboxId: clear?.outboxId ?? "", deliveryId: "ses-1", at: "2026-11-23T02:00:00.000Z" };
    const bell = { ring: async () => undefined };
    await followEvent({ ...gateway.ports, bell }, { ...event, kind: "delivered", recipients: [] });
    assert.equal(await stateOf(id), "bounced");
    assert.equal((await gateway.ports.ledger.message(id))?.state, "final");
  });

  for (const [from, told] of [
    ["anna@company.example", 1],
    ["", 0],
  ] as const) {
    it(`gives up a notice after a day of failures, and tells ${told ? "the sender" : "nobody where there is no sender"}`, async () => {
      const broken = Array.from({ length: told ? 60 : 30 }, () => new Error("throttled"));
      gateway.refuse.push(...broken);
      const id = await gateway.receive(aMessage({ subject: "Contract", body: card }), { from });
      await hourAfterHour(50);
      assert.equal(sentTo(bob).length, 0);
      const failed = sentTo("anna@company.example").filter(({ raw }) => /could not be told/.test(String(raw)));
      assert.equal(failed.length, told);
      assert.ok((await notesOf(id)).includes("notice-bounced"));
      assert.equal(await stateOf(id), "sealed");
      assert.equal((await gateway.ports.ledger.message(id))?.state, "final");
    });
  }

  it("holds clear mail that could not be handed over for a day, and keeps its raw mail", async () => {
    gateway.refuse.push(...Array.from({ length: 30 }, () => new Error("throttled")));
    const id = await gateway.receive(aMessage());
    await hourAfterHour(40);
    assert.equal(await stateOf(id), "held");
    assert.equal(gateway.sent.length, 0);
    assert.ok(gateway.rawMail.has(`in/${id}`));
  });

  it("gives mail that nobody could judge to a person after an hour; a redriven event completes it", async () => {
    const mail = {
      messageId: "unjudged000000000000000000000000000000001",
      objectKey: "in/unjudged000000000000000000000000000000001",
      receivedAt: new Date(start).toISOString(),
      envelopeFrom: "anna@company.example",
      recipients: [`bob=partner.example@${gatewayDomain}`],
      virusFound: false,
    };
    await assert.rejects(takeIn(gateway.ports, mail), /no stored mail/);
    at({ minutes: 30 });
    await keepHouse(gateway.ports);
    assert.equal(await stateOf(mail.messageId), "pending");
    at({ minutes: 61 });
    await keepHouse(gateway.ports);
    assert.equal(await stateOf(mail.messageId), "held");
    assert.equal(gateway.sent.length, 0);
    assert.equal(gateway.logged.filter((line) => line.includes("claim-abandoned")).length, 2);
    await keepHouse(gateway.ports);
    assert.equal(gateway.logged.filter((line) => line.includes("claim-abandoned")).length, 2, "it is due no more");

    gateway.rawMail.set(mail.objectKey, asStored(aMessage({ body: card }), {}));
    assert.equal(await takeIn(gateway.ports, mail), "done");
    assert.equal(await stateOf(mail.messageId), "sealed");
  });

  it("finds mail that nobody was told of, and lets its notification complete it with its sender", async () => {
    const messageId = "Orphan1";
    gateway.rawMail.set(`in/${messageId}`, asStored(aMessage({ body: card }), {}));
    gateway.rawMail.set("in/AMAZON_SES_SETUP_NOTIFICATION", Buffer.from("hello"));
    assert.equal(await findOrphans(gateway.ports), 1);
    assert.equal(await findOrphans(gateway.ports), 0, "it is known now");
    assert.match(gateway.logged.join("\n"), /orphaned-mail/);
    at({ minutes: 2 });
    await keepHouse(gateway.ports);
    assert.equal((await gateway.ports.ledger.message(messageId))?.state, "received");
    assert.ok(gateway.rawMail.has(`in/${messageId}`));
    await takeIn(gateway.ports, {
      messageId,
      objectKey: `in/${messageId}`,
      receivedAt: new Date(start).toISOString(),
      envelopeFrom: "anna@company.example",
      recipients: [`bob=partner.example@${gatewayDomain}`],
      virusFound: false,
    });
    assert.equal(await stateOf(messageId), "sealed");
    assert.equal(sentTo("anna@company.example").length, 1, "the sender is told");
  });

  it("deletes the raw mail of a finished message whose worker died before it could, and of no other", async () => {
    const finished = await gateway.receive(aMessage({ body: card }));
    const waiting = await gateway.receive(aMessage());
    gateway.rawMail.set(`in/${finished}`, Buffer.from("left behind"));
    assert.equal(await findOrphans(gateway.ports), 0);
    assert.deepEqual([...gateway.rawMail.keys()], [`in/${waiting}`]);
  });

  it("goes on with the next thing when one fails", async () => {
    gateway.refuse.push(new Error("throttled"), new Error("throttled"));
    await gateway.receive(aMessage());
    const second = await gateway.receive(aMessage());
    at({ minutes: 5 });
    const { outbox } = gateway.ports;
    let failed = false;
    const find: typeof outbox.find = async (id) => {
      if (!failed) {
        failed = true;
        throw new Error("table not reachable");
      }
      return outbox.find(id);
    };
    const ports = {
      ...gateway.ports,
      outbox: new Proxy(outbox, { get: (of, name) => (name === "find" ? find : Reflect.get(of, name).bind(of)) }),
    };
    await keepHouse(ports);
    await keepHouse(gateway.ports);
    assert.equal(sentTo(bob).length, 2);
    assert.equal(await stateOf(second), "sent");
  });
});
