import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { DynamoOutbox } from "../../../src/aws/outbox-queue.ts";
import { carryOut } from "../../../src/gateway/carry-out.ts";
import { followEvent } from "../../../src/gateway/follow-event.ts";
import { testMessageId, testOutboxId } from "../../../src/gateway/test-mail.ts";
import { testMarkOf } from "../../../src/gateway/test-mark.ts";
import { type AGateway, aGateway, aMessage, gatewayDomain, markerSecret } from "../../support/a-gateway.ts";
import { aDelivery, aReceipt } from "../tls/a-policy.ts";

const to = "bob@partner.example";
const bob = `bob=partner.example@${gatewayDomain}`;
const toBob = { appliesTo: [{ kind: "individual", address: to }] };
const fromInside = { appliesFrom: [{ kind: "internal" }], ...toBob };

describe("a test mail of the console", () => {
  let gateway: AGateway;
  let tests = 0;
  before(async () => {
    gateway = await aGateway();
  });
  after(() => gateway.close());
  afterEach(() => {
    Object.assign(gateway.tls, { policies: {}, required: [], marker: null, smtpRoute: false });
    gateway.sent.length = 0;
  });
  /** Queues a test as the console does and carries it out as housekeeping does. */
  const send = async (address = to) => {
    const testId = `t${++tests}`;
    const { client, name } = gateway.table;
    const outbox = new DynamoOutbox(client, name, { send: async () => ({}) } as never, "q", gateway.ports.clock);
    await outbox.add({ kind: "send-test", testId, to: address }, `test-${testId}`);
    await carryOut(gateway.ports, testOutboxId(testId));
    return testId;
  };
  /** Takes in what was sent to the gateway itself, as SES brings it. */
  const comesIn = async (raw = gateway.sent[0]?.raw ?? assert.fail("nothing was sent"), options: object = {}) => {
    const from = "0100abc@bounce.gw.company.example";
    return gateway.receive(raw, { from, to: [bob], sourceIp: "54.240.8.1", secret: null, ...options });
  };
  const only = async (messageId: string) => {
    const [recipient] = await gateway.ports.ledger.recipients(messageId);
    return recipient ?? assert.fail("no recipient");
  };

  it("goes to the gateway's own ingress over TLS, written as the company's mail server writes recipients", async () => {
    const testId = await send();
    const [mail] = gateway.sent;
    assert.deepEqual([mail?.to, mail?.from, mail?.tls], [[bob], "operator@company.example", "require"]);
    assert.match(String(mail?.raw), /^To: bob@partner\.example$/m);
    const item = await gateway.ports.outbox.find(testOutboxId(testId));
    assert.deepEqual([item?.state, item?.sesMessageId], ["sent", "ses-1"]);
  });

  it("comes in from whatever address Amazon SES has, is judged by TLS policies, and leaves as they want it", async () => {
    gateway.tls.policies = {
      receipt: [aReceipt({ id: "in", option: "enforced", ...fromInside })],
      delivery: [aDelivery({ id: "out", option: "enforced", whenUnavailable: "mpc", ...fromInside })],
    };
    gateway.tls.required = [bob];
    await send();
    const messageId = await comesIn();
    const { state, receipt, delivery, disposition } = await only(messageId);
    assert.deepEqual([state, disposition], ["sent", "send"]);
    assert.deepEqual([receipt?.policyId, receipt?.tls, receipt?.proof], ["in", "yes", "rule"]);
    assert.deepEqual([delivery?.policyId, delivery?.tls, delivery?.fallback], ["out", "require", null]);
    assert.match(delivery?.sentence ?? "", /^TLS is required, .*; where it cannot be had, the test ends\.$/);
    assert.equal((await gateway.ports.ledger.message(messageId))?.sourceIp, "54.240.8.1");
    const leaving = gateway.sent[1] ?? assert.fail("it did not leave");
    assert.deepEqual([leaving.to, leaving.tls], [[to], "require"]);
    assert.doesNotMatch(String(leaving.raw), /x-sealgate-test/i);
    assert.equal(gateway.keys.size, 0, "nothing is sealed for a test");
  });

  it("is not taken where Secure Receipt wants a proof of TLS that nobody has, and nobody is told", async () => {
    gateway.tls.policies = { receipt: [aReceipt({ id: "in", option: "enforced", ...fromInside })] };
    await send();
    const messageId = await comesIn();
    const { state, answer, receipt } = await only(messageId);
    assert.deepEqual([state, receipt?.tls, receipt?.accepted], ["returned", "unknown", false]);
    assert.match(answer ?? "", /5\.7\.10/);
    assert.equal(gateway.sent.length, 1);
    assert.equal((await gateway.ports.ledger.message(messageId))?.state, "final");
  });

  it("says so where no way out can promise what is asked", async () => {
    gateway.tls.policies = { delivery: [aDelivery({ option: "enforced", certificate: "trusted", ...fromInside })] };
    await send();
    const { state, answer } = await only(await comesIn());
    assert.equal(state, "returned");
    assert.match(answer ?? "", /^5\.7\.10 Amazon SES does not check certificates/);
    assert.equal(gateway.keys.size, 0);
  });

  for (const [what, spoil] of [
    ["another recipient", { to: [`eve=other.example@${gatewayDomain}`] }],
    ["a further recipient", { to: [bob, `eve=other.example@${gatewayDomain}`] }],
  ] as const) {
    it(`opens the gateway to nobody: its mark does not hold for ${what}`, async () => {
      await send();
      const messageId = await comesIn(gateway.sent[0]?.raw, spoil);
      const states = (await gateway.ports.ledger.recipients(messageId)).map(({ state }) => state);
      assert.ok(states.every((state) => state === "refused"));
      assert.equal(gateway.sent.length, 1);
    });
  }

  it("opens the gateway to nobody: a mark that is old, doubled or made up is worth nothing", async () => {
    const old = testMarkOf({ testId: "t", to }, new Date("2026-11-22T08:00:00Z"), markerSecret, gatewayDomain);
    const now = () => testMarkOf({ testId: "t", to }, gateway.ports.clock.now(), markerSecret, gatewayDomain);
    const forged = testMarkOf({ testId: "t", to }, gateway.ports.clock.now(), "guessed", gatewayDomain);
    for (const marks of [[old], [now(), now()], [forged], ["1;t;9999;"], [""]]) {
      const headers = marks.map((mark) => `X-Sealgate-Test: ${mark}`);
      const { state } = await only(await comesIn(Buffer.from(aMessage({ headers }))));
      assert.equal(state, "refused", marks.join());
    }
  });

  it("opens the gateway to no other words: a mark that somebody found holds for the test mail alone", async () => {
    await send();
    const raw = String(gateway.sent[0]?.raw);
    const [mark] = /^X-Sealgate-Test: .*$/m.exec(raw) ?? assert.fail("no mark");
    const changed = [
      aMessage({ headers: [mark.trim()] }),
      raw.replace("There is nothing to do.", "Pay to DE02 1203 0000 0000 2020 51."),
      raw.replace(/^Subject: .*$/m, "Subject: Your invoice\r"),
      raw.replace("operator@company.example", "ceo@company.example"),
      raw.replace(/^Content-Type: text\/plain/m, "Content-Type: text/html"),
      raw.replace(/^Content-Type: text\/plain/m, 'Content-Type: text/plain; name="invoice.html"'),
      raw.replace(/^Subject: .*$/m, "Subject: TLS test\r\nSubject: Your invoice\r"),
    ];
    for (const text of changed) {
      assert.notEqual(text, raw);
      assert.notEqual((await only(await comesIn(Buffer.from(text)))).state, "sent", text);
    }
    assert.equal(gateway.sent.length, 1);
    assert.equal((await only(await comesIn(Buffer.from(raw)))).state, "sent");
  });

  it("tells its failure where the ingress did not take it", async () => {
    const testId = await send();
    const at = gateway.ports.clock.now().toISOString();
    const answer = "5.4.4 no MX for gw.company.example";
    const bell = { ring: async () => undefined };
    const told = { outboxId: testOutboxId(testId), deliveryId: "ses-1", at, kind: "bounced" as const };
    await followEvent({ ...gateway.ports, bell }, { ...told, recipients: [{ address: bob, answer }] });
    const item = await gateway.ports.outbox.find(testOutboxId(testId));
    assert.deepEqual([item?.state, item?.fault], ["failed", answer]);
  });

  it("leaves at once where Mail Manager takes the mail in, and says that nothing is known of the way in", async () => {
    gateway.tls.marker = "x-sealgate-tls-4711";
    const messageId = testMessageId(await send());
    const { state, receipt } = await only(messageId);
    assert.deepEqual([state, receipt?.tls, receipt?.accepted], ["sent", "unknown", true]);
    assert.match(
      receipt?.sentence ?? "",
      /^Unknown: the Mail Manager endpoint lets in the company's own networks alone/,
    );
    assert.deepEqual(
      gateway.sent.map((mail) => mail.to),
      [[to]],
    );
  });
});
