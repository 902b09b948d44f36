import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { takeIn } from "../../../src/gateway/take-in.ts";
import { openPart } from "../../../src/sealing/open-message.ts";
import { type AGateway, aGateway, aMessage, asStored, gatewayDomain } from "../../support/a-gateway.ts";

const encoded = (address: string) => `${address.replace("@", "=")}@${gatewayDomain}`;

describe("a message that comes again with other recipients", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
  });
  after(() => gateway.close());

  it("is judged for them alone, and everybody keeps a copy that opens", async () => {
    const start = Date.parse("2026-11-22T10:00:00.000Z");
    gateway.setTime(new Date(start).toISOString());
    const raw = aMessage({ body: "Card 4111 1111 1111 1111" });
    const messageId = await gateway.receive(raw, {
      to: [encoded("bob@partner.example"), encoded("eve@company.example")],
    });
    gateway.setTime(new Date(start + 100_000).toISOString());
    gateway.rawMail.set(`in/${messageId}`, asStored(raw, {}));
    const again = {
      messageId,
      objectKey: `in/${messageId}`,
      receivedAt: new Date(start).toISOString(),
      envelopeFrom: "anna@company.example",
      recipients: [encoded("carol@other.example"), encoded("bob@partner.example")],
      virusFound: false,
    };
    assert.equal(await takeIn(gateway.ports, again), "done");
    const to = gateway.sent.map((mail) => mail.to[0]).filter((address) => address !== "anna@company.example");
    assert.deepEqual(to.sort(), ["bob@partner.example", "carol@other.example", "eve@company.example"]);
    for (const address of ["bob@partner.example", "carol@other.example"]) {
      const deposit = await gateway.ports.ledger.deposit(address, messageId);
      assert.ok(deposit, address);
      const ports = { sealer: gateway.ports.sealer, keys: gateway.ports.keys, store: gateway.ports.sealed };
      const who = { messageId: deposit.sealId, recipientId: deposit.recipientId };
      assert.match(String(await openPart(ports, who, "message.eml")), /4111 1111 1111 1111/, address);
    }
  });

  it("is one message in one mailbox where two recipients mean the same address", async () => {
    const headers = ["X-Gm-Original-To: bob@partner.example"];
    const to = [`outbound@${gatewayDomain}`, encoded("bob@partner.example")];
    const id = await gateway.receive(aMessage({ headers, body: "Card 4111 1111 1111 1111" }), { to });
    const states = (await gateway.ports.ledger.recipients(id)).map(({ address, state }) => [address, state]);
    assert.deepEqual(states, [
      ["bob@partner.example", "sealed"],
      ["bob@partner.example", "sealed"],
    ]);
    assert.equal((await gateway.ports.ledger.message(id))?.state, "final");
  });
});
