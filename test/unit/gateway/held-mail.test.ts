import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { DynamoHeldMail } from "../../../src/aws/dynamodb-held-mail.ts";
import { carryOutOpenEffects } from "../../../src/gateway/carry-out.ts";
import { type HeldPorts, type Release, releaseHeld, returnHeld } from "../../../src/gateway/held-mail.ts";
import { keepHouse } from "../../../src/gateway/keep-house.ts";
import { openPart } from "../../../src/sealing/open-message.ts";
import type { HeldCopy } from "../../../src/tracking/held-mail.ts";
import { type AGateway, aGateway, aMessage } from "../../support/a-gateway.ts";

const wish: Release = { by: "s-1", form: "encrypt", internal: false, secondPerson: false };

describe("mail that is held for review", () => {
  let gateway: AGateway;
  let ports: HeldPorts;
  before(async () => {
    gateway = await aGateway();
    const held = new DynamoHeldMail(gateway.table.client, gateway.table.name);
    const ring = async (about: { id: string } | { messageId: string }) => {
      if ("messageId" in about) await carryOutOpenEffects(gateway.ports, about.messageId);
    };
    ports = { held, ledger: gateway.ports.ledger, bell: { ring } };
    const [first] = gateway.ports.settings.companyDomains;
    const { policySet } = (await gateway.ports.policies.current()) ?? {};
    if (policySet === undefined || first === undefined) throw new Error("no policies");
    gateway.setPolicies({ ...policySet, policies: [], otherwise: { disposition: "hold" } } as typeof policySet);
  });
  after(() => gateway.close());
  beforeEach(() => {
    gateway.sent.length = 0;
    gateway.setTime("2026-11-22T10:00:00.000Z");
  });
  const held = async (messageId: string): Promise<HeldCopy> => {
    const all = await ports.held.list({ limit: 100 });
    const copy = all.held.find(({ message }) => message.messageId === messageId);
    if (copy === undefined) throw new Error("it is not in the list");
    return copy;
  };
  const subjects = () => gateway.sent.map(({ to, raw }) => `${to} ${/^Subject: (.*)/im.exec(raw.toString())?.[1]}`);
  const stateOf = async (messageId: string) => (await gateway.ports.ledger.recipients(messageId))[0]?.state;

  it("is listed, opens for reviewers alone, and its sender is told", async () => {
    const id = await gateway.receive(aMessage({ subject: "Plans" }));
    const { recipient } = await held(id);
    assert.equal(recipient.heldAt, "2026-11-22T10:00:00.000Z");
    const { sealer, keys, sealed: store } = gateway.ports;
    const who = { messageId: recipient.reviewId ?? "", recipientId: "review" };
    const part = await openPart({ sealer, keys, store }, who, "message.eml");
    assert.match(part?.toString() ?? "", /Nothing special/);
    assert.deepEqual(subjects(), ["anna@company.example A policy applied: Plans"]);
  });

  it("can be released sealed: the recipient is told, the reviewers' copy is destroyed", async () => {
    const id = await gateway.receive(aMessage());
    assert.equal(await releaseHeld(ports, gateway.ports.clock, await held(id), wish), "released");
    assert.equal(await stateOf(id), "sealed");
    assert.ok(subjects().some((line) => line.startsWith("bob@partner.example")));
    assert.deepEqual(
      [...gateway.keys.keys()].filter((key) => key.startsWith(id) && key.endsWith("/review")),
      [],
    );
    assert.equal(gateway.rawMail.has(`in/${id}`), false);
    assert.ok((await gateway.timelineOf(id)).includes("released"));
  });

  it("can be released in clear, exactly as it came", async () => {
    const id = await gateway.receive(aMessage({ subject: "In clear" }));
    const form = { ...wish, form: "send" } as const;
    assert.equal(await releaseHeld(ports, gateway.ports.clock, await held(id), form), "released");
    assert.equal(await stateOf(id), "sent");
    assert.ok(subjects().includes("bob@partner.example In clear"));
  });

  it("goes back with a report when a reviewer says so", async () => {
    const id = await gateway.receive(aMessage());
    gateway.sent.length = 0;
    assert.equal(await returnHeld(ports, gateway.ports.clock, await held(id)), "returned");
    assert.equal(await stateOf(id), "returned");
    const [report] = gateway.sent;
    assert.match(report?.raw.toString() ?? "", /5\.7\.1 not released after review/);
  });

  it("lets only one of two reviewers win", async () => {
    const id = await gateway.receive(aMessage());
    const copy = await held(id);
    const outcomes = await Promise.all([
      releaseHeld(ports, gateway.ports.clock, copy, wish),
      returnHeld(ports, gateway.ports.clock, copy),
    ]);
    assert.equal(outcomes.filter((outcome) => outcome === "gone").length, 1, outcomes.join());
  });

  it("takes two persons to release where that is asked for", async () => {
    const id = await gateway.receive(aMessage());
    const twice = { ...wish, secondPerson: true };
    const { clock } = gateway.ports;
    assert.equal(await releaseHeld(ports, clock, await held(id), twice), "proposed");
    assert.equal(await releaseHeld(ports, clock, await held(id), twice), "own-proposal");
    assert.equal(await releaseHeld(ports, clock, await held(id), { ...twice, by: "s-2", form: "send" }), "proposed");
    assert.equal(await releaseHeld(ports, clock, await held(id), { ...twice, form: "send" }), "released");
  });

  it("never releases a virus, and never seals for insiders", async () => {
    const id = await gateway.receive(aMessage(), { virusFound: true });
    assert.equal(await releaseHeld(ports, gateway.ports.clock, await held(id), wish), "virus");
    const other = await gateway.receive(aMessage());
    const inside = { ...wish, internal: true };
    assert.equal(await releaseHeld(ports, gateway.ports.clock, await held(other), inside), "never-sealed");
  });

  it("goes back after five days, with a report and never by itself to its recipient", async () => {
    const id = await gateway.receive(aMessage({ subject: "Forgotten" }));
    gateway.setTime("2026-11-27T09:59:00.000Z");
    await keepHouse(gateway.ports);
    assert.equal(await stateOf(id), "held");
    gateway.sent.length = 0;
    gateway.setTime("2026-11-27T10:00:01.000Z");
    await keepHouse(gateway.ports);
    await carryOutOpenEffects(gateway.ports, id);
    assert.equal(await stateOf(id), "returned");
    const about = gateway.sent.filter(({ raw }) => raw.includes("not released within 5 days"));
    assert.equal(about.length, 1);
    assert.deepEqual(about[0]?.to, ["anna@company.example"]);
    assert.ok(gateway.sent.every(({ to }) => !to.includes("bob@partner.example")));
    assert.equal(
      (await ports.held.list({ limit: 100 })).held.some(({ message }) => message.messageId === id),
      false,
    );
  });
});
