import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { carryOutOpenEffects } from "../../../src/gateway/carry-out.ts";
import { DeliveryInDoubtError } from "../../../src/gateway/delivery.ts";
import { type DeliveryEvent, followEvent } from "../../../src/gateway/follow-event.ts";
import { type AGateway, aGateway, aMessage, gatewayDomain } from "../../support/a-gateway.ts";

const card = "Card 4111 1111 1111 1111 please.";
const bob = "bob@partner.example";
const at = "2026-11-22T10:05:00.000Z";

describe("following what became of a mail", () => {
  let gateway: AGateway;
  const rung: unknown[] = [];
  before(async () => {
    gateway = await aGateway();
  });
  beforeEach(() => {
    gateway.sent.length = 0;
    gateway.refuse.length = 0;
    rung.length = 0;
  });
  after(() => gateway.close());

  /** An event about the mail that went to this address. */
  const tell = (to: string, event: Partial<DeliveryEvent> & Pick<DeliveryEvent, "kind">) => {
    const mail = gateway.sent.find((each) => each.to.includes(to));
    assert.ok(mail, `no mail to ${to}`);
    const recipients = event.kind === "accepted" ? [] : [{ address: to, answer: "550 5.1.1 user unknown" }];
    const bell = { ring: async (about: unknown) => void rung.push(about) };
    return followEvent(
      { ...gateway.ports, bell },
      { outboxId: mail.outboxId, deliveryId: "ses-1", at, recipients, ...event },
    );
  };
  const stateOf = async (messageId: string) => (await gateway.ports.ledger.recipients(messageId))[0]?.state;
  const messageState = async (messageId: string) => (await gateway.ports.ledger.message(messageId))?.state;
  const reports = () => gateway.sent.filter(({ raw }) => raw.includes("message/delivery-status"));
  const afterRing = (messageId: string) => carryOutOpenEffects(gateway.ports, messageId);

  it("ends a clear message with its delivery, and deletes the raw mail only then", async () => {
    const id = await gateway.receive(aMessage());
    assert.ok(gateway.rawMail.has(`in/${id}`));
    await tell(bob, { kind: "accepted" });
    assert.equal(await messageState(id), "acting");
    await tell(bob, { kind: "delivered" });
    assert.equal(await stateOf(id), "delivered");
    assert.equal(await messageState(id), "final");
    assert.equal(gateway.rawMail.has(`in/${id}`), false);
  });

  it("writes one report with the remote words however often the bounce is told", async () => {
    const id = await gateway.receive(aMessage({ subject: "Offer" }));
    await Promise.all([tell(bob, { kind: "bounced" }), tell(bob, { kind: "bounced" })]);
    await tell(bob, { kind: "bounced" });
    assert.deepEqual(rung[0], { messageId: id }, "housekeeping is woken for the report");
    await Promise.all([afterRing(id), afterRing(id)]);
    assert.equal(await stateOf(id), "bounced");
    assert.equal(reports().length, 1);
    assert.deepEqual(reports()[0]?.to, ["anna@company.example"]);
    assert.match(String(reports()[0]?.raw), /Status: 5\.1\.1[\s\S]*550 5\.1\.1 user unknown/);
    assert.equal(await messageState(id), "final");
  });

  it("keeps the first outcome when a second one contradicts it", async () => {
    const delivered = await gateway.receive(aMessage());
    await tell(bob, { kind: "delivered" });
    await tell(bob, { kind: "bounced" });
    await afterRing(delivered);
    assert.equal(await stateOf(delivered), "delivered");
    assert.equal(reports().length, 0);
  });

  it("lets an outcome that is told before the acceptance stand", async () => {
    const id = await gateway.receive(aMessage());
    await tell(bob, { kind: "delivered" });
    await tell(bob, { kind: "accepted" });
    assert.equal(await stateOf(id), "delivered");
  });

  it("takes an out-of-office answer for no failure", async () => {
    const id = await gateway.receive(aMessage());
    await tell(bob, { kind: "answered" });
    await afterRing(id);
    assert.equal(await stateOf(id), "sent");
    assert.equal(reports().length, 0);
  });

  it("gives each of several recipients their own outcome", async () => {
    const carol = "carol@other.example";
    const encoded = [bob, carol].map((address) => `${address.replace("@", "=")}@${gatewayDomain}`);
    const id = await gateway.receive(aMessage(), { to: encoded });
    await tell(bob, { kind: "bounced" });
    await tell(carol, { kind: "delivered" });
    const recipients = await gateway.ports.ledger.recipients(id);
    assert.deepEqual(Object.fromEntries(recipients.map(({ address, state }) => [address, state])), {
      [bob]: "bounced",
      [carol]: "delivered",
    });
  });

  it("accepts an event as proof that a send in doubt has left, so that it is not sent again", async () => {
    gateway.refuse.push(new DeliveryInDoubtError(null));
    const id = await gateway.receive(aMessage());
    assert.equal(await stateOf(id), "pending");
    const [effect] = await gateway.ports.ledger.openEffects(id);
    assert.equal(effect?.state, "sending");
    const bell = { ring: async () => undefined };
    const event = {
      outboxId: effect?.id ?? "",
      deliveryId: "ses-1",
      at,
      recipients: [{ address: bob, answer: "250" }],
    };
    await followEvent({ ...gateway.ports, bell }, { ...event, kind: "delivered" });
    assert.equal(await stateOf(id), "delivered");
    assert.equal((await gateway.ports.ledger.openEffects(id)).length, 0);
    assert.equal(await messageState(id), "final");
  });

  it("tells the sender once when a recipient's notice comes back, and keeps the message sealed", async () => {
    const id = await gateway.receive(aMessage({ subject: "Contract", body: card }));
    await tell(bob, { kind: "bounced" });
    await tell(bob, { kind: "bounced" });
    await afterRing(id);
    const told = gateway.sent.filter(({ raw }) => /could not be told/.test(String(raw)));
    assert.equal(told.length, 1);
    assert.deepEqual(told[0]?.to, ["anna@company.example"]);
    assert.equal(await stateOf(id), "sealed");
    assert.equal((await gateway.ports.ledger.deposit(bob, id))?.state, "open");
  });

  it("sets nothing off when a mail about a mail comes back", async () => {
    const id = await gateway.receive(aMessage({ body: card }));
    const before = gateway.sent.length;
    await tell("anna@company.example", { kind: "bounced" });
    await afterRing(id);
    assert.equal(gateway.sent.length, before);
  });

  it("follows the operator's copy to its end although it went to another address", async () => {
    const id = await gateway.receive(aMessage(), { to: [`postmaster@${gatewayDomain}`] });
    await tell("operator@company.example", { kind: "delivered" });
    assert.equal(await stateOf(id), "delivered");
    assert.equal(await messageState(id), "final");
  });

  it("answers no stranger whose mail to the postmaster came back", async () => {
    const options = { from: "anna@company.example", sourceIp: "203.0.113.9", to: [`abuse@${gatewayDomain}`] };
    const id = await gateway.receive(aMessage(), options);
    await tell("operator@company.example", { kind: "bounced" });
    await afterRing(id);
    assert.equal(await stateOf(id), "bounced");
    assert.equal(reports().length, 0, "the envelope sender was never proven");
  });

  it("ignores an event about a mail it does not know", async () => {
    const bell = { ring: async () => assert.fail("rung") };
    const event = { outboxId: "m_none_send-x", deliveryId: "ses-1", at, kind: "bounced", recipients: [] } as const;
    await followEvent({ ...gateway.ports, bell }, event);
  });
});
