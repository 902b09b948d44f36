import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { simpleParser } from "mailparser";
import { keepHouse } from "../../../src/gateway/keep-house.ts";
import { followSenderLink } from "../../../src/sender/access.ts";
import { type AGateway, aGateway, aMessage, gatewayDomain } from "../../support/a-gateway.ts";

const anna = "anna@company.example";
const card = "card 4111 1111 1111 1111";

describe("the mail to a sender whose message was encrypted", () => {
  let gateway: AGateway;
  let minute = Date.parse("2026-11-22T10:00:00Z");
  let messageIdHeader = "";
  let count = 0;
  before(async () => {
    gateway = await aGateway();
  });
  after(() => gateway.close());
  beforeEach(() => {
    count += 1;
    messageIdHeader = `<split-${count}@company.example>`;
    gateway.sent.length = 0;
    later(60);
  });
  const later = (minutes: number) => {
    minute += minutes * 60_000;
    gateway.setTime(new Date(minute).toISOString());
  };
  const receive = (name: string, more: { to?: string; id?: string; from?: string } = {}) => {
    const { to = `${name}@partner.example`, id = messageIdHeader, from = anna } = more;
    const raw = aMessage({ body: card, messageIdHeader: id })
      .replace(/^To: .*$/m, `To: ${to}`)
      .replace("anna@company.example", from);
    return gateway.receive(raw, { to: [`${name}=partner.example@${gatewayDomain}`], from });
  };
  const told = (to = anna) => gateway.sent.filter((mail) => mail.to[0] === to);
  const recipientsIn = async (index: number) =>
    [...((await simpleParser(told()[index]?.raw ?? "")).text ?? "").matchAll(/(\w+)@partner\.example/g)].map(
      ([, name]) => name,
    );

  it("leaves at once for a message that is whole", async () => {
    await receive("bob");
    assert.equal(told().length, 1);
    later(5);
    await keepHouse(gateway.ports);
    assert.equal(told().length, 1);
  });

  it("is one for all parts of a message that a mail server split, two minutes after the first", async () => {
    const to = "bob@partner.example, carol@partner.example, Dave <dave@partner.example>";
    for (const name of ["bob", "carol", "dave"]) await receive(name, { to });
    assert.equal(told().length, 0);
    later(1);
    await keepHouse(gateway.ports);
    assert.equal(told().length, 0);
    later(2);
    await keepHouse(gateway.ports);
    assert.equal(told().length, 1);
    assert.deepEqual((await recipientsIn(0)).sort(), ["bob", "carol", "dave"]);
    later(5);
    await keepHouse(gateway.ports);
    assert.equal(told().length, 1);
  });

  it("is one for all parts that Google's connector hands over, one for each recipient", async () => {
    const to = "bob@partner.example, carol@partner.example";
    for (const name of ["bob", "carol"]) {
      const raw = aMessage({ body: card, messageIdHeader, headers: [`X-Gm-Original-To: ${name}@partner.example`] });
      await gateway.receive(raw.replace(/^To: .*$/m, `To: ${to}`), { to: [`outbound@${gatewayDomain}`] });
    }
    assert.equal(told().length, 0);
    later(3);
    await keepHouse(gateway.ports);
    assert.equal(told().length, 1);
    assert.deepEqual((await recipientsIn(0)).sort(), ["bob", "carol"]);
  });

  it("leads to all parts", async () => {
    const to = "bob@partner.example, carol@partner.example";
    const ids = [await receive("bob", { to }), await receive("carol", { to })];
    later(3);
    await keepHouse(gateway.ports);
    const text = (await simpleParser(told()[0]?.raw ?? "")).text ?? "";
    const token = /\/mpc\/s\/([\w-]{32})/.exec(text)?.[1] ?? "";
    const pass = await followSenderLink(gateway.ports, gateway.ports.clock.now(), token);
    assert.deepEqual([pass?.messageId, ...(pass?.others ?? [])].sort(), ids.sort());
  });

  it("is one more for what follows a mail that left, and says nothing twice", async () => {
    await receive("bob");
    assert.equal(told().length, 1);
    await receive("carol");
    await receive("erin");
    assert.equal(told().length, 1);
    later(3);
    await keepHouse(gateway.ports);
    assert.equal(told().length, 2);
    assert.deepEqual((await recipientsIn(1)).sort(), ["carol", "erin"]);
  });

  it("does not mix senders, other messages, messages without an id, or what comes later", async () => {
    await receive("bob");
    await receive("carol", { from: "kim@company.example" });
    await receive("dave", { id: "<other@company.example>" });
    assert.deepEqual([told().length, told("kim@company.example").length], [2, 1]);
    later(3);
    await receive("erin");
    assert.equal(told().length, 3);
    await receive("finn", { id: "" });
    await receive("gina", { id: "" });
    assert.equal(told().length, 5);
  });

  it("is neither lost nor doubled where all parts come at the same moment", async () => {
    const names = Array.from({ length: 8 }, (_, index) => `p${index}`);
    const to = names.map((name) => `${name}@partner.example`).join(", ");
    await Promise.all(names.map((name) => receive(name, { to })));
    later(3);
    await keepHouse(gateway.ports);
    await keepHouse(gateway.ports);
    const listed = (await Promise.all(told().map((_, index) => recipientsIn(index)))).flat().sort();
    assert.deepEqual(listed, names);
    assert.equal(told().length, 1);
  });
});
