import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { DynamoHeldMail } from "../../../src/aws/dynamodb-held-mail.ts";
import type { PolicySet } from "../../../src/contracts/policies.ts";
import { carryOutOpenEffects } from "../../../src/gateway/carry-out.ts";
import { DeliveryRefusedError } from "../../../src/gateway/delivery.ts";
import { followEvent } from "../../../src/gateway/follow-event.ts";
import { type HeldPorts, releaseHeld, returnHeld } from "../../../src/gateway/held-mail.ts";
import { keepHouse } from "../../../src/gateway/keep-house.ts";
import { type AGateway, aGateway, aMessage } from "../../support/a-gateway.ts";
import { policiesWith } from "../policy/judging.ts";
import { aDelivery } from "../tls/a-policy.ts";

const toBob = { appliesTo: [{ kind: "individual", address: "bob@partner.example" }] };
const always = { all: [{ type: "recipient-location", settings: { is: "external" } }] };

describe("held mail that is let go or goes back", () => {
  let gateway: AGateway;
  let ports: HeldPorts;
  before(async () => {
    gateway = await aGateway();
    const ring = async (about: object) => {
      if ("messageId" in about) await carryOutOpenEffects(gateway.ports, String(about.messageId));
    };
    const held = new DynamoHeldMail(gateway.table.client, gateway.table.name);
    ports = { held, ledger: gateway.ports.ledger, bell: { ring } };
  });
  after(() => gateway.close());
  afterEach(() => {
    Object.assign(gateway.tls, { policies: {}, smtpRoute: false });
    gateway.sent.length = 0;
    gateway.refuse.length = 0;
    gateway.setTime("2026-11-22T10:00:00.000Z");
  });
  const enforced = (given: object) => ({
    delivery: [aDelivery({ id: "out", option: "enforced", ...toBob, ...given })],
  });
  const holdEverything = () => gateway.setPolicies(policiesWith({ conditions: always, disposition: "hold" }));
  const bob = async (messageId: string) => {
    const all = await gateway.ports.ledger.recipients(messageId);
    return all.find(({ address }) => address === "bob@partner.example") ?? assert.fail("no recipient");
  };
  const release = async (messageId: string, form: "send" | "encrypt") => {
    const copy = (await ports.held.find(messageId, (await bob(messageId)).recipientId)) ?? assert.fail("not held");
    const wish = { by: "s-1", form, internal: false, secondPerson: false };
    assert.equal(await releaseHeld(ports, gateway.ports.clock, copy, wish), "released");
  };
  const giveBack = async (messageId: string, recipientId: string) => {
    const copy = (await ports.held.find(messageId, recipientId)) ?? assert.fail("not held");
    assert.equal(await returnHeld(ports, gateway.ports.clock, copy), "returned");
  };
  const toPartner = () => gateway.sent.filter(({ to }) => to.includes("bob@partner.example"));

  it("leaves in clear as Secure Delivery wants it, and says so", async () => {
    holdEverything();
    gateway.tls.policies = enforced({ whenUnavailable: "return" });
    const messageId = await gateway.receive(aMessage());
    await release(messageId, "send");
    assert.deepEqual(
      toPartner().map(({ tls }) => tls),
      ["require"],
    );
    const { state, delivery } = await bob(messageId);
    assert.deepEqual([state, delivery?.policyId, delivery?.tls], ["sent", "out", "require"]);
  });

  it("leaves by the company's own server where the policy says so", async () => {
    holdEverything();
    gateway.tls.smtpRoute = true;
    gateway.tls.policies = enforced({ route: "smtp", certificate: "trusted" });
    const messageId = await gateway.receive(aMessage());
    await release(messageId, "send");
    assert.equal(toPartner()[0]?.smtp?.certificate, "trusted");
    assert.equal((await bob(messageId)).state, "delivered");
  });

  it("does not leave in clear where no way out can promise what is asked, whatever the fallback", async () => {
    for (const [whenUnavailable, state] of [
      ["return", "bounced"],
      ["mpc", "held"],
      ["hold", "held"],
    ]) {
      holdEverything();
      gateway.tls.policies = enforced({ certificate: "trusted", whenUnavailable });
      const messageId = await gateway.receive(aMessage());
      await release(messageId, "send");
      assert.deepEqual(toPartner(), [], String(whenUnavailable));
      assert.equal((await bob(messageId)).state, state);
    }
  });

  it("waits for a person again when TLS could not be had and nothing was sealed for that case", async () => {
    holdEverything();
    gateway.tls.policies = enforced({ whenUnavailable: "mpc" });
    const messageId = await gateway.receive(aMessage());
    await release(messageId, "send");
    const [mail] = toPartner();
    const recipients = [{ address: "bob@partner.example", answer: "5.7.10 no TLS" }];
    const at = gateway.ports.clock.now().toISOString();
    const event = { outboxId: mail?.outboxId ?? "", deliveryId: "ses-1", at, kind: "bounced", recipients } as const;
    await followEvent({ ...gateway.ports, bell: ports.bell }, event);
    assert.equal((await bob(messageId)).state, "held");
    await release(messageId, "encrypt");
    assert.equal((await bob(messageId)).state, "sealed");
  });

  it("leaves over TLS where it is offered when nothing else is asked", async () => {
    holdEverything();
    const messageId = await gateway.receive(aMessage());
    await release(messageId, "send");
    assert.equal(toPartner()[0]?.tls, "optional");
  });

  it("is not reported to a sender who knows nothing of a copy that a policy ordered", async () => {
    const copy = { type: "bcc", settings: { addresses: ["archive@company.example"] } };
    gateway.setPolicies(policiesWith({ conditions: always, disposition: "send", modifiers: [copy] }));
    const twice = ["Subject: twice"];
    for (const end of ["by a reviewer", "by time"]) {
      const messageId = await gateway.receive(aMessage({ headers: twice }));
      const all = await gateway.ports.ledger.recipients(messageId);
      const archive = all.find(({ added }) => added === "copy") ?? assert.fail("no copy");
      assert.equal(archive.state, "held", "SES takes no field twice, and insiders are never sealed");
      if (end === "by a reviewer") await giveBack(messageId, archive.recipientId);
      else gateway.setTime("2026-11-28T10:00:00.000Z");
      await keepHouse(gateway.ports);
      await carryOutOpenEffects(gateway.ports, messageId);
      const after = (await gateway.ports.ledger.recipients(messageId)).find(({ added }) => added === "copy");
      assert.equal(after?.state, "returned", end);
      assert.ok(!gateway.sent.some(({ raw }) => raw.includes("archive@company.example")), end);
    }
  });
});

describe("a copy that was sealed in case that TLS could not be had", () => {
  let gateway: AGateway;
  let ports: HeldPorts;
  before(async () => {
    gateway = await aGateway();
    const held = new DynamoHeldMail(gateway.table.client, gateway.table.name);
    ports = { held, ledger: gateway.ports.ledger, bell: { ring: async () => undefined } };
  });
  after(() => gateway.close());
  const sealedFor = (messageId: string) => [...gateway.keys.keys()].filter((key) => key.startsWith(messageId));
  const policies: PolicySet = policiesWith({ conditions: always, disposition: "send" });

  /** A mail whose delivery ends as told. */
  const sentAs = async (failure: Error) => {
    gateway.setTime("2026-11-22T10:00:00.000Z");
    gateway.setPolicies(policies);
    gateway.tls.policies = { delivery: [aDelivery({ option: "enforced", whenUnavailable: "mpc", ...toBob })] };
    gateway.refuse.push(failure);
    return gateway.receive(aMessage());
  };

  it("is destroyed when SES refuses the mail, which is sealed anew", async () => {
    const messageId = await sentAs(new DeliveryRefusedError("not like this", null));
    await carryOutOpenEffects(gateway.ports, messageId);
    const [recipient] = await gateway.ports.ledger.recipients(messageId);
    assert.equal(recipient?.state, "sealed");
    const deposit = await gateway.ports.ledger.deposit("bob@partner.example", messageId);
    assert.deepEqual(sealedFor(messageId), [`${deposit?.sealId}/${recipient?.recipientId}`]);
  });

  it("is destroyed when its recipient's mail goes back", async () => {
    const messageId = await sentAs(new Error("away"));
    const [recipient] = await gateway.ports.ledger.recipients(messageId);
    const at = "2026-11-22T10:00:30.000Z";
    const held = { messageId, recipientId: recipient?.recipientId ?? "", state: "held", at, event: "held" } as const;
    await gateway.ports.ledger.change(held);
    const copy = (await ports.held.find(messageId, held.recipientId)) ?? assert.fail("not held");
    assert.equal(await returnHeld(ports, gateway.ports.clock, copy), "returned");
    await carryOutOpenEffects(gateway.ports, messageId);
    assert.deepEqual(sealedFor(messageId), []);
  });

  it("goes with its time, whatever became of its recipient, and shows in no mailbox", async () => {
    const messageId = await sentAs(new Error("away"));
    gateway.setTime("2026-12-23T10:00:00.000Z");
    await gateway.ports.ledger.change({
      messageId,
      recipientId: (await gateway.ports.ledger.recipients(messageId))[0]?.recipientId ?? "",
      state: "bounced",
      at: "2026-12-23T10:00:00.000Z",
      event: "bounced",
    });
    await keepHouse(gateway.ports);
    await carryOutOpenEffects(gateway.ports, messageId);
    assert.deepEqual(sealedFor(messageId), []);
    const { deposits } = await gateway.ports.mailboxes.list("bob@partner.example", { limit: 50 });
    assert.ok(!deposits.some((deposit) => deposit.messageId === messageId));
  });
});
