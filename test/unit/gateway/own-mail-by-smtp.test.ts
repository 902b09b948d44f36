import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { DeliveryBouncedError } from "../../../src/gateway/delivery.ts";
import { type AGateway, aGateway, aMessage } from "../../support/a-gateway.ts";
import { aDelivery } from "../tls/a-policy.ts";

const toBob = { appliesTo: [{ kind: "individual", address: "bob@partner.example" }] };
const toInside = { appliesTo: [{ kind: "internal" }] };

/** Notices, replies and other mails of ours under a policy that was asked for them too. */
describe("mails of ours by the company's own mail server", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
    gateway.tls.smtpRoute = true;
  });
  after(() => gateway.close());
  beforeEach(() => {
    gateway.sent.length = gateway.refuse.length = 0;
  });
  const policy = (given: object) =>
    aDelivery({ option: "enforced", route: "smtp", minimumTls: "1.3", certificate: "trusted", ...given });
  const seal = () => gateway.receive(aMessage({ body: "Card 4111 1111 1111 1111" }));

  it("leave as a policy wants that was asked for notices, and by Amazon SES else", async () => {
    gateway.tls.policies = { delivery: [policy({ id: "notices", alsoFor: ["notices"], ...toBob })] };
    await seal();
    const toBobOnly = gateway.sent.find(({ to }) => to.includes("bob@partner.example"));
    assert.deepEqual(
      [toBobOnly?.tls, toBobOnly?.smtp?.minimumTls, toBobOnly?.smtp?.certificate],
      ["require", "1.3", "trusted"],
    );
    assert.equal(gateway.sent.find(({ to }) => to.includes("anna@company.example"))?.smtp, undefined);
    gateway.sent.length = 0;
    gateway.tls.policies = { delivery: [policy({ id: "replies", alsoFor: ["replies"], ...toInside, ...toBob })] };
    await seal();
    assert.ok(gateway.sent.every(({ smtp }) => smtp === undefined));
  });

  it("are not tried again where the server has refused them for good, and its words are told", async () => {
    gateway.tls.policies = { delivery: [policy({ id: "notices", alsoFor: ["notices"], ...toBob })] };
    gateway.refuse.push(new DeliveryBouncedError("550 5.1.1 no such user", null));
    const messageId = await seal();
    const events = await gateway.timelineOf(messageId);
    assert.ok(events.includes("notice-bounced"), events.join());
    assert.match(
      gateway.sent.map(({ raw }) => String(raw)).join(),
      /could not be told|not reach|undeliverable|could not be delivered/i,
    );
    assert.equal((await gateway.ports.ledger.openEffects(messageId)).length, 0);
  });
});
