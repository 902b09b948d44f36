import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { carryOutOpenEffects } from "../../../src/gateway/carry-out.ts";
import { TlsUnavailableError } from "../../../src/gateway/delivery.ts";
import { followEvent } from "../../../src/gateway/follow-event.ts";
import { keepHouse } from "../../../src/gateway/keep-house.ts";
import { ownMailTls } from "../../../src/gateway/own-mail-tls.ts";
import type { Ring } from "../../../src/tracking/outbox.ts";
import { type AGateway, aGateway, aMessage, gatewayDomain } from "../../support/a-gateway.ts";
import { aDelivery, aReceipt } from "../tls/a-policy.ts";

const bob = `bob=partner.example@${gatewayDomain}`;
const toBob = { appliesTo: [{ kind: "individual", address: "bob@partner.example" }] };
const requireOfBob = aReceipt({ id: "bob", option: "enforced", ...toBob });

describe("TLS policies at work", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
  });
  after(() => gateway.close());
  afterEach(() => {
    Object.assign(gateway.tls, { policies: {}, required: [], marker: null, smtpRoute: false });
    gateway.sent.length = 0;
    gateway.setTime("2026-11-22T10:00:00Z");
  });
  const only = async (messageId: string) => {
    const [recipient] = await gateway.ports.ledger.recipients(messageId);
    return recipient ?? assert.fail("no recipient");
  };
  const event = async (kind: "delivered" | "bounced", answer: string) => {
    const mail = gateway.sent.at(-1) ?? assert.fail("nothing was sent");
    const bell = { ring: async () => undefined };
    const recipients = [{ address: "bob@partner.example", answer }];
    const at = gateway.ports.clock.now().toISOString();
    const told = { outboxId: mail.outboxId, deliveryId: `ses-${gateway.sent.length}`, at, kind, recipients };
    await followEvent({ ...gateway.ports, bell }, { ...told, hop: "a8-1.smtp-out.amazonses.com" });
  };
  const deposit = (messageId: string) => gateway.ports.ledger.deposit("bob@partner.example", messageId);

  describe("on receipt", () => {
    it("say of each message that nothing is known of its TLS, and take it all the same", async () => {
      const { state, receipt } = await only(await gateway.receive(aMessage()));
      assert.deepEqual(
        [state, receipt?.tls, receipt?.policyId, receipt?.proof],
        ["sent", "unknown", "built-in", "none"],
      );
    });

    it("return what must come over TLS and cannot be proven to, with 5.7.10, and deliver it to nobody", async () => {
      gateway.tls.policies = { receipt: [requireOfBob] };
      const messageId = await gateway.receive(aMessage());
      const { state, answer, receipt } = await only(messageId);
      assert.equal(state, "returned");
      assert.match(answer ?? "", /^550 5\.7\.10 Encryption needed/);
      assert.deepEqual([receipt?.accepted, receipt?.policyId, receipt?.policyVersion], [false, "bob", 3]);
      assert.deepEqual(
        gateway.sent.map(({ to }) => to),
        [["anna@company.example"]],
      );
      assert.match(String(gateway.sent[0]?.raw), /^Status: 5\.7\.10$/m);
      assert.equal((await gateway.ports.ledger.message(messageId))?.helo, "mx.company.example");
    });

    it("take it when a rule requires TLS for the recipient as the mail server wrote it", async () => {
      gateway.tls.policies = { receipt: [requireOfBob] };
      gateway.tls.required = [bob];
      const { state, receipt } = await only(await gateway.receive(aMessage()));
      assert.deepEqual([state, receipt?.tls, receipt?.proof, receipt?.version], ["sent", "yes", "rule", "1.2"]);
      const otherForm = await only(await gateway.receive(aMessage(), { to: [`bob@partner.example.${gatewayDomain}`] }));
      assert.equal(otherForm.state, "returned");
    });

    it("believe the marker of the ingress, but not one that stands there twice", async () => {
      gateway.tls.policies = { receipt: [requireOfBob] };
      gateway.tls.marker = "x-sealgate-tls-4711";
      const marked = (...values: string[]) =>
        gateway.receive(aMessage({ headers: values.map((value) => `X-Sealgate-TLS-4711: ${value}`) }));
      const states = [];
      for (const values of [["on"], ["off"], ["off", "on"], []]) {
        const { state, receipt } = await only(await marked(...values));
        states.push([state, receipt?.tls, receipt?.proof]);
      }
      assert.deepEqual(states, [
        ["sent", "yes", "session"],
        ["returned", "no", "session"],
        ["returned", "unknown", "none"],
        ["returned", "unknown", "none"],
      ]);
      assert.doesNotMatch(String(gateway.sent[0]?.raw), /sealgate-tls/i);
    });

    it("judge each recipient alone", async () => {
      gateway.tls.policies = { receipt: [requireOfBob] };
      const messageId = await gateway.receive(aMessage(), { to: [bob, `eve=other.example@${gatewayDomain}`] });
      const states = (await gateway.ports.ledger.recipients(messageId)).map(({ address, state }) => [address, state]);
      assert.deepEqual(states.sort(), [
        ["bob@partner.example", "returned"],
        ["eve@other.example", "sent"],
      ]);
    });
  });

  describe("on delivery", () => {
    const enforced = (given: object) => ({
      delivery: [aDelivery({ id: "out", option: "enforced", ...toBob, ...given })],
    });

    it("hand over with TLS required where a policy says so, and record the choice", async () => {
      gateway.tls.policies = enforced({ whenUnavailable: "return" });
      const messageId = await gateway.receive(aMessage());
      assert.equal(gateway.sent[0]?.tls, "require");
      const { delivery } = await only(messageId);
      assert.deepEqual(
        [delivery?.policyId, delivery?.route, delivery?.tls, delivery?.fallback],
        ["out", "ses", "require", "return"],
      );
      await event("delivered", "250 2.0.0 OK");
      const done = await only(messageId);
      assert.deepEqual(
        [done.state, done.answer, done.wire?.hop],
        ["delivered", "250 2.0.0 OK", "a8-1.smtp-out.amazonses.com"],
      );
    });

    it("part recipients whose policies differ", async () => {
      gateway.tls.policies = enforced({});
      await gateway.receive(aMessage(), { to: [bob, `eve=other.example@${gatewayDomain}`] });
      assert.deepEqual(gateway.sent.map(({ to, tls }) => [to[0], tls]).sort(), [
        ["bob@partner.example", "require"],
        ["eve@other.example", "optional"],
      ]);
    });

    it("seal before sending, wake the deposit when TLS could not be had, and tell sender and recipient once", async () => {
      gateway.tls.policies = enforced({ whenUnavailable: "mpc" });
      const messageId = await gateway.receive(aMessage());
      assert.equal((await deposit(messageId))?.state, "dormant");
      await event("bounced", "5.7.10 TLS is required");
      await event("bounced", "5.7.10 TLS is required");
      await carryOutOpenEffects(gateway.ports, messageId);
      const { state, reason } = await only(messageId);
      assert.equal(state, "sealed");
      assert.match(reason ?? "", /TLS/);
      assert.equal((await deposit(messageId))?.state, "open");
      const told = gateway.sent.slice(1).map(({ to }) => to[0]);
      assert.deepEqual(told.sort(), ["anna@company.example", "bob@partner.example"]);
      assert.deepEqual(
        (await gateway.timelineOf(messageId)).filter((one) => one === "tls-failed" || one === "sealed"),
        ["sealed", "tls-failed"],
      );
    });

    it("destroy the dormant copy's key as soon as the mail is delivered", async () => {
      gateway.tls.policies = enforced({ whenUnavailable: "mpc" });
      const messageId = await gateway.receive(aMessage());
      const { recipientId } = await only(messageId);
      assert.ok(gateway.keys.has(`${messageId}/${recipientId}`));
      await event("delivered", "250 OK");
      await carryOutOpenEffects(gateway.ports, messageId);
      assert.ok(!gateway.keys.has(`${messageId}/${recipientId}`));
      assert.ok(![...gateway.sealedObjects.keys()].some((key) => key.startsWith(messageId)));
      assert.equal((await only(messageId)).state, "delivered");
    });

    it("take silence past the limit for TLS that could not be had", async () => {
      gateway.tls.policies = enforced({ whenUnavailable: "mpc" });
      const messageId = await gateway.receive(aMessage());
      gateway.setTime("2026-11-22T12:01:00Z");
      await keepHouse(gateway.ports);
      assert.equal((await only(messageId)).state, "sealed");
    });

    it("do not take an unknown mailbox for missing TLS: the sender gets the remote words", async () => {
      gateway.tls.policies = enforced({ whenUnavailable: "mpc" });
      const messageId = await gateway.receive(aMessage());
      const { recipientId } = await only(messageId);
      await event("bounced", "5.1.1 smtp; 550 5.1.1 user unknown");
      await carryOutOpenEffects(gateway.ports, messageId);
      assert.equal((await only(messageId)).state, "bounced");
      assert.match(String(gateway.sent.at(-1)?.raw), /^Status: 5\.1\.1$/m);
      assert.ok(!gateway.keys.has(`${messageId}/${recipientId}`));
    });

    it("hold and try again, until the mail arrives", async () => {
      gateway.tls.policies = enforced({ whenUnavailable: "hold" });
      const messageId = await gateway.receive(aMessage());
      await event("bounced", "4.7.10 no TLS");
      assert.equal((await only(messageId)).state, "held");
      await keepHouse(gateway.ports);
      assert.equal(gateway.sent.length, 1, "not before its time");
      gateway.setTime("2026-11-22T11:00:01Z");
      await keepHouse(gateway.ports);
      assert.equal(gateway.sent.length, 2);
      assert.equal((await only(messageId)).state, "sent");
      await event("delivered", "250 OK");
      assert.equal((await only(messageId)).state, "delivered");
    });

    it("give up holding after five days, with a report", async () => {
      gateway.tls.policies = enforced({ whenUnavailable: "hold" });
      const messageId = await gateway.receive(aMessage());
      gateway.setTime("2026-11-27T09:30:00Z");
      await event("bounced", "4.7.10 no TLS");
      assert.equal((await only(messageId)).state, "bounced");
    });

    it("apply the fallback at once where no way out can promise what is asked", async () => {
      gateway.tls.policies = enforced({ certificate: "trusted", whenUnavailable: "mpc" });
      const sealed = await only(await gateway.receive(aMessage()));
      assert.deepEqual([sealed.state, sealed.disposition], ["sealed", "encrypt"]);
      assert.match(sealed.reason ?? "", /does not check certificates/);
      gateway.tls.policies = enforced({ minimumTls: "1.3", whenUnavailable: "return" });
      const returned = await only(await gateway.receive(aMessage()));
      assert.deepEqual([returned.state, returned.answer?.slice(0, 6)], ["returned", "5.7.10"]);
    });

    it("leave by the company's own server as submitted, and record what the connection was", async () => {
      gateway.tls.smtpRoute = true;
      gateway.tls.policies = enforced({ route: "smtp", certificate: "trusted", minimumTls: "1.3" });
      const messageId = await gateway.receive(aMessage());
      assert.deepEqual(gateway.sent[0]?.smtp, {
        envelopeFrom: "anna@company.example",
        minimumTls: "1.3",
        certificate: "trusted",
      });
      assert.match(String(gateway.sent[0].raw), /^Message-ID: <\w+@company\.example>$/m);
      const { state, wire, answer } = await only(messageId);
      assert.deepEqual([state, wire?.version, answer], ["delivered", "1.3", "250 2.0.0 Ok: queued"]);
    });

    it("wake housekeeping to destroy the dormant copy once the company's own server has taken the mail", async () => {
      gateway.tls.smtpRoute = true;
      gateway.tls.policies = enforced({ route: "smtp", whenUnavailable: "mpc" });
      const rung: unknown[] = [];
      const others = {
        kinds: new Set(["destroy-content"] as const),
        bell: { ring: async (about: Ring) => void rung.push(about) },
      };
      const messageId = await gateway.receive(aMessage(), { ports: { others } });
      const { recipientId, state } = await only(messageId);
      assert.equal(state, "delivered");
      assert.deepEqual(rung, [{ messageId }]);
      assert.ok(gateway.keys.has(`${messageId}/${recipientId}`), "whoever reads mail destroys nothing");
      await carryOutOpenEffects(gateway.ports, messageId);
      assert.ok(!gateway.keys.has(`${messageId}/${recipientId}`));
      assert.equal((await gateway.ports.ledger.message(messageId))?.state, "final");
    });

    it("destroy the dormant copy in the run of housekeeping in which the held mail was taken at last", async () => {
      gateway.tls.smtpRoute = true;
      gateway.tls.policies = enforced({ route: "smtp", whenUnavailable: "mpc" });
      gateway.refuse.push(new Error("the server is away"));
      const messageId = await gateway.receive(aMessage());
      const { recipientId } = await only(messageId);
      gateway.setTime("2026-11-22T10:01:01Z");
      await keepHouse(gateway.ports);
      assert.equal((await only(messageId)).state, "delivered");
      assert.ok(!gateway.keys.has(`${messageId}/${recipientId}`));
    });

    it("seal at once when the company's own server offers no TLS", async () => {
      gateway.tls.smtpRoute = true;
      gateway.tls.policies = enforced({ route: "smtp", whenUnavailable: "mpc" });
      gateway.refuse.push(new TlsUnavailableError("the server offers no STARTTLS", null));
      const messageId = await gateway.receive(aMessage());
      assert.equal((await only(messageId)).state, "sealed");
      assert.equal((await deposit(messageId))?.state, "open");
    });

    it("ask for TLS in notices and replies only where a policy was asked for them too", async () => {
      const notices = aDelivery({ id: "notices", option: "enforced", ...toBob, alsoFor: ["notices"] });
      const others = aDelivery({ id: "others", option: "enforced", ...toBob });
      const tlsOf = async (delivery: readonly object[], otherwise: "require" | "optional") => {
        gateway.tls.policies = { delivery };
        const mail = { from: `notices@${gatewayDomain}`, to: ["bob@partner.example"] };
        return (await ownMailTls(gateway.ports, "notices", mail, otherwise)).tls;
      };
      const relaxed = aDelivery({ id: "relaxed", option: "opportunistic", ...toBob, alsoFor: ["notices"] });
      assert.equal(await tlsOf([], "require"), "require");
      assert.equal(await tlsOf([others], "optional"), "optional", "it was not asked for notices");
      assert.equal(await tlsOf([notices], "optional"), "require");
      assert.equal(await tlsOf([relaxed], "require"), "optional");
    });
  });
});
