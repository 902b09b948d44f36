import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type AGateway, aGateway, aMessage, gatewayDomain } from "../../support/a-gateway.ts";
import { policiesWith } from "../policy/judging.ts";

const bob = `bob=partner.example@${gatewayDomain}`;
const policySet = policiesWith({ conditions: { type: "received-over-tls", settings: { is: true } } });

describe("the condition “received over TLS” in the gateway", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
    gateway.setPolicies(policySet);
  });
  after(() => gateway.close());
  const reasonFor = async (message: Parameters<typeof aMessage>[0] = {}) => {
    const messageId = await gateway.receive(aMessage(message));
    return (await gateway.ports.ledger.recipients(messageId))[0]?.reason;
  };

  it("is unknown where nothing is known, and the message closes", async () => {
    assert.equal(await reasonFor(), "A policy could not be answered for certain.");
  });

  it("is true where a rule takes mail for the recipient over TLS only", async () => {
    gateway.tls.required = [bob];
    assert.equal(await reasonFor(), 'Policy "P" applies.');
    gateway.tls.required = [];
  });

  it("is what the ingress says of the session", async () => {
    gateway.tls.marker = "x-sealgate-tls-4711";
    assert.equal(await reasonFor({ headers: ["X-Sealgate-TLS-4711: on"] }), 'Policy "P" applies.');
    assert.equal(await reasonFor({ headers: ["X-Sealgate-TLS-4711: off"] }), "No policy applies.");
  });
});
