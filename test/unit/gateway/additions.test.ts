import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { recipientIdOf } from "../../../src/gateway/arrival.ts";
import { DeliveryRefusedError } from "../../../src/gateway/delivery.ts";
import { type AGateway, aGateway, aMessage, gatewayDomain } from "../../support/a-gateway.ts";
import { policiesWith } from "../policy/judging.ts";

const encoded = (address: string) => `${address.replace("@", "=")}@${gatewayDomain}`;
const card = "Card 4111 1111 1111 1111 please.";
const hasCard = { type: "detector", settings: { detector: "payment-card" } };
const to = (domain: string) => ({ type: "recipient-domain", settings: { domains: [domain] } });

describe("what policies add to a message", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
  });
  beforeEach(() => {
    gateway.sent.length = 0;
    gateway.refuse.length = 0;
    gateway.keys.clear();
  });
  after(() => gateway.close());

  const statesOf = async (messageId: string) =>
    Object.fromEntries(
      (await gateway.ports.ledger.recipients(messageId)).map(({ address, state }) => [address, state]),
    );
  const sentTo = (address: string) => gateway.sent.filter((mail) => mail.to.includes(address));
  const decideBy = (disposition: string, ...modifiers: object[]) =>
    gateway.setPolicies(policiesWith({ id: "p", name: "Cards", conditions: hasCard, disposition, modifiers }));
  const bcc = (...addresses: string[]) => ({ type: "bcc", settings: { addresses } });
  const redirect = (address: string) => ({ type: "redirect", settings: { address } });

  it("are copies: over required TLS into the company, sealed to others, and no word of them to the sender", async () => {
    decideBy("encrypt", bcc("audit@company.example", "lawyer@firm.example"));
    const id = await gateway.receive(aMessage({ body: card }));
    assert.deepEqual(await statesOf(id), {
      "bob@partner.example": "sealed",
      "audit@company.example": "sent",
      "lawyer@firm.example": "sealed",
    });
    const [copy] = sentTo("audit@company.example");
    assert.equal(copy?.tls, "require");
    assert.match(copy?.raw.toString() ?? "", /4111[\s=]*1111/);
    const toSender = sentTo("anna@company.example").map(({ raw }) => raw.toString());
    assert.equal(toSender.length, 1);
    assert.doesNotMatch(toSender.join(""), /audit@|lawyer@/);
    for (const { raw, to: addresses } of gateway.sent) {
      if (!addresses.includes("audit@company.example")) assert.doesNotMatch(raw.toString(), /4111[\s=]*1111/);
    }
  });

  it("send no copy twice, to nobody who gets the message anyway, and none of what is held", async () => {
    decideBy("send", bcc("Bob@partner.example", "audit@company.example"));
    const twice = await gateway.receive(aMessage({ body: card }), {
      to: [encoded("bob@partner.example"), encoded("carol@partner.example")],
    });
    assert.deepEqual(Object.keys(await statesOf(twice)).sort(), [
      "audit@company.example",
      "bob@partner.example",
      "carol@partner.example",
    ]);
    assert.equal(sentTo("audit@company.example").length, 1);
    decideBy("hold", bcc("audit@company.example"));
    assert.deepEqual(await statesOf(await gateway.receive(aMessage({ body: card }))), {
      "bob@partner.example": "held",
    });
  });

  it("send the copy once when further recipients of the message come later, or the event comes twice", async () => {
    decideBy("send", bcc("audit@company.example"));
    const messageId = "11112222333344445555666677778888aaaabbbb";
    gateway.setTime("2026-11-22T10:00:00Z");
    await gateway.receive(aMessage({ body: card }), { messageId });
    gateway.setTime("2026-11-22T10:10:00Z");
    await gateway.receive(aMessage({ body: card }), { messageId });
    await gateway.receive(aMessage({ body: card }), {
      messageId,
      to: [encoded("bob@partner.example"), encoded("dora@partner.example")],
    });
    gateway.setTime(new Date().toISOString());
    assert.equal(sentTo("audit@company.example").length, 1);
    assert.equal(sentTo("dora@partner.example").length, 1);
  });

  it("lead elsewhere what is redirected: the recipient gets nothing", async () => {
    decideBy("send", redirect("desk@company.example"));
    const id = await gateway.receive(aMessage({ body: card }));
    assert.deepEqual(await statesOf(id), { "bob@partner.example": "discarded", "desk@company.example": "sent" });
    assert.equal(sentTo("bob@partner.example").length, 0);
    assert.equal(sentTo("desk@company.example")[0]?.tls, "require");
    const records = await gateway.ports.ledger.recipients(id);
    assert.match(
      records.find(({ address }) => address.startsWith("bob"))?.reason ?? "",
      /goes to desk@company.example/,
    );
    decideBy("send", redirect("desk@elsewhere.example"));
    const outside = await gateway.receive(aMessage({ body: card }));
    assert.equal((await statesOf(outside))["desk@elsewhere.example"], "sealed");
    decideBy("return", redirect("desk@company.example"));
    assert.deepEqual(await statesOf(await gateway.receive(aMessage({ body: card }))), {
      "bob@partner.example": "returned",
    });
  });

  it("hold a copy that the company's server refuses, and report nothing to the sender", async () => {
    decideBy("discard", bcc("audit@company.example"));
    gateway.refuse.push(new DeliveryRefusedError("mailbox unavailable", null));
    const id = await gateway.receive(aMessage({ body: card }));
    assert.deepEqual(await statesOf(id), { "bob@partner.example": "discarded", "audit@company.example": "held" });
    assert.equal(sentTo("anna@company.example").length, 0);
  });

  it("tell sender and administrators what was found, masked, once for all recipients", async () => {
    decideBy(
      "encrypt",
      { type: "notify", settings: { whom: "sender", text: "Please use the <portal>." } },
      { type: "notify", settings: { whom: "administrators" } },
    );
    const id = await gateway.receive(aMessage({ subject: "Invoice", body: card }), {
      to: [encoded("bob@partner.example"), encoded("carol@partner.example")],
    });
    const textOf = (address: string) =>
      sentTo(address)
        .map(({ raw }) => raw.toString().replaceAll("=\r\n", ""))
        .filter((raw) => raw.includes("A policy applied"))
        .join("\n----\n");
    const sender = textOf("anna@company.example");
    assert.match(sender, /Subject: A policy applied: Invoice/);
    for (const name of ["bob", "carol"]) assert.match(sender, new RegExp(`${name}@partner\\.example`));
    assert.match(sender, /\*\*\*\* 1111 \(body, part 1, line 1\)/);
    assert.match(sender, /Please use the <portal>\./);
    const administrator = textOf("operator@company.example");
    assert.match(administrator, /from anna@company\.example/);
    assert.doesNotMatch(sender + administrator, /4111[\s=]*1111/);
    assert.equal(sentTo("operator@company.example").length, 1);
    assert.equal((await gateway.ports.ledger.message(id))?.state, "final");
  });

  it("tell the sender of nothing that a program sent", async () => {
    decideBy("encrypt", { type: "notify", settings: { whom: "sender" } });
    await gateway.receive(aMessage({ body: card, headers: ["Auto-Submitted: auto-generated"] }));
    assert.equal(sentTo("anna@company.example").length, 0);
  });

  it("give recipients whose policies change the message differently a sealed copy of their own", async () => {
    const prefixed = (id: string, domain: string, prefix: string) => ({
      id,
      name: id,
      conditions: { all: [to(domain), hasCard] },
      disposition: "encrypt",
      modifiers: [{ type: "subject-prefix", settings: { prefix } }],
    });
    const policies = [prefixed("a", "partner.example", "[A]"), prefixed("b", "other.example", "[B]")];
    gateway.setPolicies(policiesWith({}, { policies }));
    const id = await gateway.receive(aMessage({ body: card }), {
      to: ["bob@partner.example", "carol@partner.example", "dora@other.example"].map(encoded),
    });
    const depositOf = (address: string) => gateway.ports.ledger.deposit(address, id);
    const [bob, carol, dora] = [
      await depositOf("bob@partner.example"),
      await depositOf("carol@partner.example"),
      await depositOf("dora@other.example"),
    ];
    assert.deepEqual([bob?.subject, carol?.subject, dora?.subject], ["[A] Hello", "[A] Hello", "[B] Hello"]);
    assert.equal(bob?.sealId, carol?.sealId);
    assert.notEqual(bob?.sealId, dora?.sealId);
    const opens = (sealId: string | undefined, address: string) =>
      gateway.keys.has(`${sealId}/${recipientIdOf(id, address)}`);
    assert.ok(opens(bob?.sealId, "bob@partner.example") && opens(dora?.sealId, "dora@other.example"));
    assert.equal(opens(dora?.sealId, "bob@partner.example"), false, "nobody opens a copy made for others");
  });

  it("judge by the groups and attributes of the policies file", async () => {
    const file = { groups: [{ id: "partners", name: "Partners", domains: ["partner.example"] }] };
    const conditions = { type: "recipient-group", settings: { groups: ["partners"] } };
    gateway.setPolicies(policiesWith({ conditions }, file));
    const id = await gateway.receive(aMessage(), { to: ["bob@partner.example", "eve@other.example"].map(encoded) });
    assert.deepEqual(await statesOf(id), { "bob@partner.example": "sealed", "eve@other.example": "sent" });
  });
});
