import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { simpleParser } from "mailparser";
import { type Settings, settingsAtFirst } from "../../../src/contracts/settings.ts";
import { followEvent } from "../../../src/gateway/follow-event.ts";
import { forgetOld } from "../../../src/gateway/forget-old.ts";
import { keepHouse } from "../../../src/gateway/keep-house.ts";
import { type AGateway, aGateway, aMessage, gatewayDomain } from "../../support/a-gateway.ts";

const day = 24 * 60 * 60 * 1000;
const start = Date.parse("2026-11-22T10:00:00Z");

describe("settings that owners saved", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
  });
  after(() => gateway.close());
  beforeEach(() => {
    gateway.setTime(new Date(start).toISOString());
    gateway.sent.length = 0;
    save({});
  });
  const save = (change: Partial<Settings>) =>
    Object.assign(gateway.ports.settings, { stored: { ...settingsAtFirst, ...change } });
  const stateOf = async (id: string) => (await gateway.ports.ledger.recipients(id))[0];
  const forwarded = () => aMessage().replace(/^From: .*$/m, "From: Carl <carl@elsewhere.example>");
  const withProgram = () => {
    const part = 'Content-Type: application/octet-stream; name="tool.exe"\r\n\r\nMZ program';
    const headers = ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"'];
    return aMessage({ headers, body: `--b\r\nContent-Type: text/plain\r\n\r\nthe tool\r\n--b\r\n${part}\r\n--b--` });
  };

  it("pass a stranger's From on under our name, or return it", async () => {
    assert.equal((await stateOf(await gateway.receive(forwarded())))?.state, "sent");
    save({ foreignFrom: "return" });
    const returned = await stateOf(await gateway.receive(forwarded()));
    assert.equal(returned?.state, "returned");
    assert.match(returned?.answer ?? "", /^5\.7\.1 Its From address is not one of the company's/);
    assert.match(String(gateway.sent.at(-1)?.raw), /Status: 5\.7\.1/);
    assert.equal((await stateOf(await gateway.receive(aMessage())))?.state, "sent", "our own goes as ever");
  });

  it("seal a file that SES refuses, or return it", async () => {
    assert.equal((await stateOf(await gateway.receive(withProgram())))?.state, "sealed");
    save({ refusedAttachment: "return" });
    assert.equal((await stateOf(await gateway.receive(withProgram())))?.state, "returned");
  });

  it("keep no subject in tracking, which the recipient still reads", async () => {
    save({ keepSubjects: false });
    const id = await gateway.receive(aMessage({ subject: "Our salaries", body: "card 4111 1111 1111 1111" }));
    assert.equal((await gateway.ports.ledger.message(id))?.subject, "");
    const mail = await simpleParser(gateway.sent.find(({ to }) => to[0] === "bob@partner.example")?.raw ?? "");
    assert.match(mail.text ?? "", /Our salaries/);
  });

  it("keep keys and content of what expired while something is held for a court, and end them afterwards", async () => {
    const to = [`held=partner.example@${gatewayDomain}`];
    const id = await gateway.receive(aMessage({ body: "card 4111 1111 1111 1111" }), { to });
    const keys = () => [...gateway.keys.keys()].filter((key) => key.startsWith(id));
    save({ legalHold: true });
    for (const later of [31 * day, 31 * day + 60_000, 40 * day]) {
      gateway.setTime(new Date(start + later).toISOString());
      await keepHouse(gateway.ports);
      assert.deepEqual([(await stateOf(id))?.state, keys().length], ["sealed", 1]);
    }
    const { due } = await gateway.ports.outbox.due(gateway.ports.clock.now().toISOString(), 100);
    assert.equal(
      due.some((each) => each.kind === "deposit" && each.messageId === id),
      false,
      "not looked at each minute",
    );
    save({});
    gateway.setTime(new Date(start + 42 * day).toISOString());
    await keepHouse(gateway.ports);
    await keepHouse(gateway.ports);
    assert.deepEqual([(await stateOf(id))?.state, keys().length], ["expired", 0]);
  });

  it("forget finished messages after their days, but none that could still be opened or is held for a court", async () => {
    const clear = await gateway.receive(aMessage());
    const outboxId = gateway.sent.at(-1)?.outboxId ?? "";
    const event = { outboxId, deliveryId: "1", at: gateway.ports.clock.now().toISOString(), recipients: [] };
    await followEvent({ ...gateway.ports, bell: { ring: async () => undefined } }, { ...event, kind: "delivered" });
    const to = [`kept=partner.example@${gatewayDomain}`];
    const sealed = await gateway.receive(aMessage({ body: "card 4111 1111 1111 1111" }), { to });
    const known = async () =>
      Promise.all([clear, sealed].map(async (id) => (await gateway.ports.ledger.message(id)) !== null));
    const pass = async (days: number, change: Partial<Settings>) => {
      save(change);
      gateway.setTime(new Date(start + days * day).toISOString());
      await keepHouse(gateway.ports);
      await keepHouse(gateway.ports);
      await forgetOld(gateway.ports);
      return known();
    };
    assert.equal((await gateway.ports.ledger.message(clear))?.state, "final");
    assert.deepEqual(await pass(10, {}), [true, true]);
    assert.deepEqual(await pass(10, { retentionDays: 7, legalHold: true }), [true, true]);
    assert.deepEqual(await pass(6, { retentionDays: 7 }), [true, true]);
    assert.deepEqual(await pass(10, { retentionDays: 7 }), [false, true]);
    assert.deepEqual([await gateway.ports.ledger.recipients(clear), await gateway.timelineOf(clear)], [[], []]);
    assert.deepEqual(await pass(40, { retentionDays: 7 }), [false, false]);
    assert.equal(await gateway.ports.ledger.deposit("kept@partner.example", sealed), null);
  });
});
