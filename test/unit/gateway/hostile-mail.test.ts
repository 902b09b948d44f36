import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { type AGateway, aGateway, aMessage, connectorSecret, gatewayDomain } from "../../support/a-gateway.ts";

const card = "Card 4111 1111 1111 1111 please.";

describe("mail that wants more than it should get", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
  });
  beforeEach(() => {
    gateway.sent.length = 0;
  });
  after(() => gateway.close());

  const statesOf = async (messageId: string) =>
    (await gateway.ports.ledger.recipients(messageId)).map(({ address, state }) => [address, state]);
  const all = () => gateway.sent.map(({ raw }) => String(raw).replaceAll("=\r\n", "")).join("\n");

  it("learns nothing of the connector's secret from a report or a forwarded mail", async () => {
    await gateway.receive(aMessage(), { to: [`nobody@${gatewayDomain}`, `postmaster@${gatewayDomain}`] });
    assert.equal(gateway.sent.length, 2);
    const decoded = gateway.sent.map(({ raw }) =>
      String(raw).replace(/[A-Za-z0-9+/\r\n]{80,}=*/g, (base64) => String(Buffer.from(base64, "base64"))),
    );
    assert.match(decoded.join("\n"), /Subject: Hello/, "the originals are enclosed");
    assert.ok(!decoded.join("\n").includes(connectorSecret));
  });

  it("is answered although its subject holds line breaks, and adds no line to what we send", async () => {
    const subject = "=?utf-8?q?Offer=0D=0ABcc:_victim@evil.example=0AActivation_password:_forged?=";
    await gateway.receive(aMessage({ subject }), { to: [`nobody@${gatewayDomain}`] });
    await gateway.receive(aMessage({ subject, body: card }));
    assert.equal(gateway.sent.length, 3);
    assert.match(all(), /^Subject: Returned: Offer Bcc: victim/m);
    assert.doesNotMatch(all(), /^Bcc:|^Activation password: forged/m);
  });

  it("leaves without a foreign Sender field, which SES would refuse, and keeps a colleague's", async () => {
    await gateway.receive(aMessage({ headers: ["Sender: mailer@list.example"] }));
    await gateway.receive(aMessage({ headers: ["Sender: eve@company.example"] }));
    const [foreign, own] = gateway.sent.map(({ raw }) => String(raw));
    assert.doesNotMatch(foreign ?? "", /^Sender:/m);
    assert.match(own ?? "", /^Sender: eve@company\.example$/m);
  });

  for (const recipient of [
    "bob@partner.example,eve@evil.example",
    "bob,eve@evil.example",
    "<bob@partner.example>",
    "bob@partner.example(eve@evil.example)",
    "bob@[192.0.2.1]",
    "bob@localhost",
    "bob",
  ]) {
    it(`goes back when a recipient could be taken for something else: ${recipient}`, async () => {
      const id = await gateway.receive(aMessage(), { to: [recipient] });
      assert.deepEqual(await statesOf(id), [[recipient, "returned"]]);
      assert.deepEqual(
        gateway.sent.map(({ to }) => to),
        [["anna@company.example"]],
      );
    });
  }

  for (const original of [
    `postmaster@${gatewayDomain}`,
    `eve=evil.example@${gatewayDomain}`,
    `x@evil.example.${gatewayDomain}`,
    "one@partner.example, two@partner.example",
    "bob@partner.example;eve@evil.example",
    '"b ob"@partner.example',
  ]) {
    it(`is held when X-Gm-Original-To says ${original}`, async () => {
      const id = await gateway.receive(aMessage({ headers: [`X-Gm-Original-To: ${original}`] }), {
        to: [`outbound@${gatewayDomain}`],
      });
      assert.deepEqual(await statesOf(id), [[`outbound@${gatewayDomain}`, "held"]]);
      assert.equal(gateway.sent.length, 0);
    });
  }

  it("is returned, not mangled, when X-Gm-Original-To is not ASCII", async () => {
    const id = await gateway.receive(aMessage({ headers: ["X-Gm-Original-To: zoë@partner.example"] }), {
      to: [`outbound@${gatewayDomain}`],
    });
    assert.deepEqual(await statesOf(id), [["zoë@partner.example", "returned"]]);
  });

  it("does not name a foreign author as the sender of a sealed message", async () => {
    const raw = aMessage({ body: card }).replace("Anna Berger <anna@company.example>", "CEO <ceo@bank.example>");
    const id = await gateway.receive(raw);
    const deposit = await gateway.ports.ledger.deposit("bob@partner.example", id);
    assert.equal(deposit?.from, "anna@company.example");
    assert.equal(deposit?.fromName, "");
    assert.doesNotMatch(all(), /bank\.example/);
  });

  it("is judged whole: an address list or name of any length leads to a verdict", async () => {
    const name = "x".repeat(5000);
    const to = Array.from({ length: 2000 }, (_, index) => `"a ${index}" <a${index}@partner.example>`).join(",\r\n ");
    const raw = aMessage({ headers: [`Cc: ${to}`] }).replace("Anna Berger", `"${name}"`);
    const id = await gateway.receive(raw);
    assert.match((await statesOf(id))[0]?.[1] ?? "", /sent|sealed/);
    for (const { raw: sent } of gateway.sent) assert.ok(sent.length < 200_000);
  });
});
