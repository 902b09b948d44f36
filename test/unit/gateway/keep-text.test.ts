import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { gunzipSync } from "node:zlib";
import { DynamoSentMessages } from "../../../src/aws/dynamodb-sent-messages.ts";
import { type Settings, settingsAtFirst } from "../../../src/contracts/settings.ts";
import { carryOutOpenEffects } from "../../../src/gateway/carry-out.ts";
import { followEvent } from "../../../src/gateway/follow-event.ts";
import { forgetOld } from "../../../src/gateway/forget-old.ts";
import { keepHouse } from "../../../src/gateway/keep-house.ts";
import { forgetOldTexts } from "../../../src/gateway/keep-text.ts";
import { takeIn } from "../../../src/gateway/take-in.ts";
import { openText } from "../../../src/sealing/kept-text.ts";
import { actOnMessage } from "../../../src/sender/act-on-message.ts";
import {
  type AGateway,
  aGateway,
  aMessage,
  connectorSecret,
  gatewayDomain,
  type Receiving,
} from "../../support/a-gateway.ts";

const day = 24 * 60 * 60 * 1000;
const start = Date.parse("2026-11-22T10:00:00Z");
const card = "card 4111 1111 1111 1111";

describe("texts that are kept for replay", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
  });
  after(() => gateway.close());
  beforeEach(() => {
    gateway.setTime(new Date(start).toISOString());
    gateway.kept.objects.clear();
    Object.assign(gateway.kept.troubles, { put: undefined, wrap: undefined });
    gateway.logged.length = 0;
    save({ keepTextDays: 7 });
  });
  const save = (change: Partial<Settings>) =>
    Object.assign(gateway.ports.settings, { stored: { ...settingsAtFirst, ...change } });
  const later = (days: number) => gateway.setTime(new Date(start + days * day).toISOString());
  const kept = (id: string) => [...gateway.kept.objects.keys()].some((key) => key.endsWith(`/${id}`));
  const stateOf = async (id: string) => (await gateway.ports.ledger.recipients(id))[0]?.state;
  const receive = (body: string, more: Receiving = {}) => gateway.receive(aMessage({ body }), more);
  const textOf = async (id: string) => {
    const place = { messageId: id, receivedAt: new Date(start).toISOString() };
    return gunzipSync((await openText(gateway.kept, place)) ?? Buffer.alloc(0)).toString();
  };

  it("are not, until an owner wants it", async () => {
    save({});
    await receive(card);
    assert.equal(gateway.kept.objects.size, 0);
  });

  it("hold what was judged, sealed, whatever became of the message, and no secret of the gateway", async () => {
    const sealed = await receive(`the falcon ${card}`);
    const clear = await receive("the heron");
    assert.deepEqual([await stateOf(sealed), await stateOf(clear)], ["sealed", "sent"]);
    assert.match(await textOf(sealed), /the falcon/);
    assert.match(await textOf(clear), /the heron/);
    assert.ok(!(await textOf(clear)).includes(connectorSecret));
    for (const bytes of gateway.kept.objects.values()) assert.doesNotMatch(bytes.toString("latin1"), /falcon|heron/);
  });

  it("are not kept of mail that nobody judged: a stranger's, or with a virus", async () => {
    await receive("a stranger's", { secret: null });
    await receive("a virus", { virusFound: true });
    assert.equal(gateway.kept.objects.size, 0);
  });

  for (const where of ["put", "wrap"] as const) {
    it(`stop no mail and change no verdict when they cannot be kept (${where}); the log says so without a word of it`, async () => {
      gateway.kept.troubles[where] = () => Promise.reject(new Error("the falcon cannot be kept"));
      const [sealed, clear] = [await receive(card), await receive("the heron")];
      assert.deepEqual([await stateOf(sealed), await stateOf(clear)], ["sealed", "sent"]);
      const lines = gateway.logged.filter((line) => line.includes('"text-not-kept"'));
      assert.deepEqual(
        lines.map((line) => JSON.parse(line).messageId),
        [sealed, clear],
      );
      assert.doesNotMatch(lines.join(), /falcon|heron|4111/);
    });
  }

  it("are given up when storing them takes too long, and not stored afterwards", { timeout: 60_000 }, async () => {
    let go = () => {};
    gateway.kept.troubles.wrap = () =>
      new Promise<void>((resolve) => {
        go = resolve;
      });
    const id = await receive("the heron");
    assert.equal(await stateOf(id), "sent");
    go();
    await new Promise(setImmediate);
    assert.equal(kept(id), false);
  });

  it("stop no large mail: of more than 24 MB of text none is kept", async () => {
    const id = await receive("some words\r\n".repeat(2_400_000));
    assert.deepEqual([await stateOf(id), kept(id)], ["sent", false]);
    assert.match(gateway.logged.join(), /"text-not-kept".*"too-large"/);
  });

  it("end with the first copy that is recalled", async () => {
    const id = await receive(card, {
      to: [`r1=partner.example@${gatewayDomain}`, `r2=partner.example@${gatewayDomain}`],
    });
    const { client, name } = gateway.table;
    const sent = new DynamoSentMessages(client, name, { ring: async () => undefined });
    const limiter = { take: async () => true, peek: async () => true, reset: async () => undefined };
    const [recipient] = await gateway.ports.ledger.recipients(id);
    await actOnMessage({ sent, limiter: limiter as never }, gateway.ports.clock, {
      messageId: id,
      recipientId: recipient?.recipientId ?? "",
      what: "recall",
    });
    assert.ok(kept(id));
    await carryOutOpenEffects(gateway.ports, id);
    assert.equal(kept(id), false);
  });

  it("are not kept anew when later recipients open a message again of which a copy was recalled", async () => {
    const id = await receive(card);
    gateway.kept.objects.clear();
    await receive(card, { messageId: id, to: [`late=partner.example@${gatewayDomain}`] });
    assert.equal((await gateway.ports.ledger.recipients(id)).length, 2);
    assert.equal(kept(id), false);
  });

  it("end when a copy expires, also while something is held for a court", async () => {
    save({ keepTextDays: 30, defaultExpiryDays: 3 });
    Object.assign(gateway.ports.settings, { defaultExpiryDays: 3 });
    const [one, other] = [await receive(card), await receive(card)];
    Object.assign(gateway.ports.settings, { defaultExpiryDays: 30 });
    const { deposit } = gateway.ports.ledger;
    assert.match(
      (await deposit.call(gateway.ports.ledger, "bob@partner.example", one))?.expiresAt ?? "",
      /^2026-11-25/,
    );
    later(2);
    await keepHouse(gateway.ports);
    assert.ok(kept(one) && kept(other));
    later(4);
    save({ keepTextDays: 30, legalHold: true });
    await keepHouse(gateway.ports);
    assert.deepEqual([kept(one), await stateOf(one)], [false, "sealed"]);
    save({ keepTextDays: 30 });
    later(6);
    await keepHouse(gateway.ports);
    await keepHouse(gateway.ports);
    assert.deepEqual([kept(other), await stateOf(other)], [false, "expired"]);
  });

  it("stay when a copy ends that was nobody's: for reviewers, or in case that TLS cannot be had", async () => {
    const id = await receive(card);
    const [{ recipientId } = { recipientId: "" }] = await gateway.ports.ledger.recipients(id);
    const effect = { kind: "destroy-content", messageId: id, sealId: id } as const;
    await gateway.ports.ledger.queue(
      id,
      [
        { name: "a", effect: { ...effect, recipientIds: ["review"] } },
        { name: "b", effect: { ...effect, recipientIds: [recipientId] } },
      ],
      new Date(start).toISOString(),
    );
    await carryOutOpenEffects(gateway.ports, id);
    assert.ok(kept(id));
  });

  it("end after their days, all of them at once when owners want none, and with what tracking forgets", async () => {
    const first = await receive("one");
    later(3);
    const second = await receive("two");
    await forgetOldTexts(gateway.ports);
    assert.ok(kept(first) && kept(second));
    later(7.1);
    await forgetOldTexts(gateway.ports);
    assert.deepEqual([kept(first), kept(second)], [false, true]);
    save({});
    await forgetOldTexts(gateway.ports);
    assert.equal(kept(second), false);
    save({ keepTextDays: 30, retentionDays: 7 });
    const third = await receive("three");
    const outboxId = gateway.sent.at(-1)?.outboxId ?? "";
    const event = { outboxId, deliveryId: "1", at: gateway.ports.clock.now().toISOString(), recipients: [] };
    await followEvent({ ...gateway.ports, bell: { ring: async () => undefined } }, { ...event, kind: "delivered" });
    later(20);
    await forgetOld(gateway.ports);
    assert.deepEqual([kept(third), await gateway.ports.ledger.message(third)], [false, null]);
  });

  it("are removed for so long only as a run of housekeeping may take, and it says that some are left", async () => {
    const removeBefore: AGateway["ports"]["texts"]["removeBefore"] = async (_, isOver) => {
      assert.equal(isOver(), false);
      gateway.setTime(new Date(start + 20_000).toISOString());
      return { count: 1_000, whole: !isOver() };
    };
    const texts = { ...gateway.kept.texts, removeBefore };
    assert.equal(await forgetOldTexts({ ...gateway.ports, texts }), false);
    assert.equal(await forgetOldTexts(gateway.ports), true);
  });

  it("are replaced by a run that repeats one which died", async () => {
    const { ledger } = gateway.ports;
    const commit = ledger.commit.bind(ledger);
    ledger.commit = () => Promise.reject(new Error("died"));
    const id = "a".repeat(40);
    await assert.rejects(receive(card, { messageId: id }));
    ledger.commit = commit;
    assert.ok(kept(id));
    later(0.1);
    await takeIn(gateway.ports, {
      messageId: id,
      objectKey: `in/${id}`,
      receivedAt: new Date(start).toISOString(),
      envelopeFrom: "anna@company.example",
      recipients: [`bob=partner.example@${gatewayDomain}`],
      virusFound: false,
    });
    assert.deepEqual([gateway.kept.objects.size, await stateOf(id)], [1, "sealed"]);
  });
});
