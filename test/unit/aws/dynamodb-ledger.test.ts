import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DynamoLedger } from "../../../src/aws/dynamodb-ledger.ts";
import { DynamoOutboxStore } from "../../../src/aws/dynamodb-outbox-store.ts";
import { effectId } from "../../../src/aws/ledger-items.ts";
import type { Deposit } from "../../../src/tracking/deposit.ts";
import type { Arrival, Plan } from "../../../src/tracking/ledger.ts";
import type { RecipientRecord } from "../../../src/tracking/message-record.ts";
import { aLedgerTable } from "../../support/ledger-table.ts";

const now = "2026-11-22T10:00:00.000Z";
const lease = { now, until: "2026-11-22T10:01:15.000Z" };
const afterLease = { now: "2026-11-22T10:02:00.000Z", until: "2026-11-22T10:03:15.000Z" };

let next = 0;
function anArrival(recipients: readonly string[] = ["bob"]): Arrival {
  next += 1;
  return {
    messageId: `message${next}`,
    objectKey: `in/message${next}`,
    receivedAt: now,
    envelopeFrom: "anna@company.example",
    recipients: recipients.map((name) => ({ recipientId: name, address: `${name}@partner.example` })),
  };
}

function aPlan(arrival: Arrival, change: Partial<RecipientRecord> = {}): Plan {
  const { messageId } = arrival;
  return {
    messageId,
    at: now,
    facts: {
      headerFrom: "anna@company.example",
      headerFromName: "Anna",
      subject: "hello",
      sentAt: now,
      messageIdHeader: "<1@company.example>",
      size: 10,
      sourceIp: "127.0.0.1",
      policyVersion: 1,
    },
    judgement: { facts: {}, judgement: {} },
    recipients: arrival.recipients.map(({ recipientId, address }) => ({
      messageId,
      recipientId,
      address,
      state: "pending",
      disposition: "send",
      ...change,
    })),
    deposits: [],
    effects: arrival.recipients.map(({ recipientId }) => ({
      name: `send-${recipientId}`,
      effect: { kind: "send-clear", messageId, recipientIds: [recipientId], modifiers: [] },
    })),
    timeline: [{ at: now, event: "received" }],
  };
}

function aDeposit(messageId: string, name: string): Deposit {
  return {
    address: `${name}@partner.example`,
    messageId,
    recipientId: name,
    sealId: messageId,
    state: "open",
    subject: "hello",
    subjectHidden: false,
    from: "anna@company.example",
    fromName: "Anna",
    sentAt: now,
    receivedAt: now,
    expiresAt: "2026-12-22T10:00:00.000Z",
    attachmentCount: 0,
    size: 10,
  };
}

describe("the ledger in DynamoDB", () => {
  let cloud: Awaited<ReturnType<typeof aLedgerTable>>["cloud"];
  let ledger: DynamoLedger;
  let outbox: DynamoOutboxStore;

  before(async () => {
    const made = await aLedgerTable();
    cloud = made.cloud;
    ledger = new DynamoLedger(made.client, made.table);
    outbox = new DynamoOutboxStore(made.client, made.table);
  });
  after(() => cloud.close());

  it("lets one of many racing runs claim a message", async () => {
    const arrival = anArrival();
    const claims = await Promise.all(Array.from({ length: 20 }, () => ledger.claim(arrival, lease)));
    assert.equal(claims.filter(({ kind }) => kind === "claimed").length, 1);
    assert.equal(claims.filter(({ kind }) => kind === "busy").length, 19);
  });

  /** A plan for many, in whose last transaction something cannot be written. */
  const dieInThePlan = async (arrival: Arrival, plan: Plan) => {
    await ledger.claim(arrival, lease);
    const tooLarge = { kind: "tell-sender", key: "k".repeat(450_000), until: now, notBefore: now } as const;
    const effects = [...plan.effects, { name: "too-large", effect: tooLarge }];
    await assert.rejects(ledger.commit({ ...plan, effects }));
  };
  const many = Array.from({ length: 60 }, (_, index) => `many${index}`);

  it("gives everybody of a plan that was never finished to a person, whatever it said of them", async () => {
    const arrival = anArrival(many);
    await dieInThePlan(arrival, aPlan(arrival, { state: "sealed", disposition: "encrypt", finalAt: now }));
    const { messageId } = arrival;
    const before = await ledger.recipients(messageId);
    assert.ok(
      before.some(({ state }) => state === "sealed"),
      "the first transaction was written",
    );
    await ledger.holdUnjudged(messageId, afterLease.now, "It could not be processed.");
    const after = await ledger.recipients(messageId);
    assert.deepEqual([...new Set(after.map(({ state, finalAt }) => `${state} ${finalAt}`))], ["held undefined"]);
  });

  it("takes back what a run that died ordered, where the next one decides otherwise", async () => {
    const arrival = anArrival(many);
    const { messageId } = arrival;
    const all = { kind: "send-clear", messageId, recipientIds: many, modifiers: [] } as const;
    const first = aPlan(arrival);
    const deposits = many.map((name) => aDeposit(messageId, name));
    await dieInThePlan(arrival, {
      ...first,
      deposits,
      timeline: [],
      recipients: [],
      effects: [{ name: "send-many0", effect: all }, ...first.effects.slice(1)],
    });
    assert.ok(await outbox.find(effectId(messageId, "send-many0")), "the first transaction was written");
    assert.equal((await ledger.claim(arrival, afterLease)).kind, "claimed");
    const held = aPlan(arrival, { state: "held", disposition: "hold" });
    const [, second] = held.effects;
    await ledger.commit({ ...held, effects: second ? [second] : [] });
    const open = (await ledger.openEffects(messageId)).map(({ effect }) => effect);
    const sends = open.filter(({ kind }) => kind === "send-clear");
    assert.deepEqual(sends, [second?.effect]);
    assert.equal((await ledger.deposit("many0@partner.example", messageId))?.state, "dormant", "no mailbox shows it");
    assert.equal(open.filter(({ kind }) => kind === "destroy-content").length, 60);
  });

  it("gives a message whose worker died to the next run, once the lease is over", async () => {
    const arrival = anArrival();
    await ledger.claim(arrival, lease);
    assert.equal((await ledger.claim(arrival, lease)).kind, "busy");
    assert.equal((await ledger.claim(arrival, afterLease)).kind, "claimed");
  });

  it("has nothing to claim once a plan is committed", async () => {
    const arrival = anArrival();
    await ledger.claim(arrival, lease);
    await ledger.commit(aPlan(arrival));
    assert.equal((await ledger.claim(arrival, afterLease)).kind, "done");
    assert.equal((await ledger.message(arrival.messageId))?.state, "acting");
  });

  it("commits a plan once: the second of two runs fails and changes nothing", async () => {
    const arrival = anArrival();
    await ledger.claim(arrival, lease);
    await ledger.commit(aPlan(arrival));
    await assert.rejects(ledger.commit(aPlan(arrival, { disposition: "discard", state: "discarded" })));
    assert.equal((await ledger.recipients(arrival.messageId))[0]?.disposition, "send");
  });

  it("works again on every recipient of a large plan that was cut off in the middle", async () => {
    const arrival = anArrival(Array.from({ length: 120 }, (_, index) => `r${String(index).padStart(3, "0")}`));
    await ledger.claim(arrival, lease);
    const plan = aPlan(arrival, { disposition: "encrypt", state: "sealed", finalAt: now });
    const broken = { ...plan, facts: { ...plan.facts, subject: Symbol("cannot be stored") as unknown as string } };
    await assert.rejects(ledger.commit(broken));
    assert.equal((await ledger.message(arrival.messageId))?.state, "received");
    const again = await ledger.claim(arrival, afterLease);
    assert.equal(again.kind === "claimed" && again.recipients.length, 120);
    await ledger.commit(plan);
    assert.equal((await ledger.openEffects(arrival.messageId)).length, 120);
    assert.equal((await ledger.message(arrival.messageId))?.state, "acting");
  });

  it("opens a message again for recipients that a second event brings, and for those alone", async () => {
    const first = anArrival(["bob"]);
    await ledger.claim(first, lease);
    await ledger.commit(aPlan(first));
    const second = { ...anArrival(["carol"]), messageId: first.messageId };
    const claim = await ledger.claim(second, afterLease);
    assert.ok(claim.kind === "claimed");
    assert.deepEqual(
      claim.recipients.map(({ recipientId }) => recipientId),
      ["carol"],
    );
    assert.equal((await ledger.recipients(first.messageId)).length, 2);
  });

  it("moves a recipient to exactly one final state", async () => {
    const arrival = anArrival();
    await ledger.claim(arrival, lease);
    await ledger.commit(aPlan(arrival));
    const change = { messageId: arrival.messageId, recipientId: "bob", at: now } as const;
    const outcomes = await Promise.all([
      ledger.change({ ...change, state: "delivered", event: "delivered" }),
      ledger.change({ ...change, state: "bounced", event: "bounced" }),
      ledger.change({ ...change, state: "sealed", event: "sealed" }),
    ]);
    assert.equal(outcomes.filter(Boolean).length, 1);
    assert.equal(await ledger.change({ ...change, state: "bounced", event: "bounced" }), false);
  });

  it("is final only when every recipient is and no effect is open", async () => {
    const arrival = anArrival();
    await ledger.claim(arrival, lease);
    await ledger.commit(aPlan(arrival));
    assert.equal(await ledger.finish(arrival.messageId, now), false);
    const { messageId } = arrival;
    await ledger.change({ messageId, recipientId: "bob", state: "delivered", at: now, event: "delivered" });
    assert.equal(await ledger.finish(messageId, now), false, "the effect is still open");
    await outbox.begin(effectId(messageId, "send-bob"), now, lease.until);
    await outbox.sent(effectId(messageId, "send-bob"), "ses-1");
    assert.equal(await ledger.finish(messageId, now), true);
    assert.equal((await ledger.message(messageId))?.state, "final");
  });

  it("gives an outbox item to one worker, and again only after its time", async () => {
    const arrival = anArrival();
    await ledger.claim(arrival, lease);
    await ledger.commit(aPlan(arrival));
    const id = effectId(arrival.messageId, "send-bob");
    const taken = await Promise.all(Array.from({ length: 10 }, () => outbox.begin(id, now, lease.until)));
    assert.equal(taken.filter(Boolean).length, 1);
    assert.equal(await outbox.begin(id, lease.until, afterLease.until), true);
    await outbox.done(id);
    assert.equal(await outbox.begin(id, "2027-01-01T00:00:00.000Z", "2027-01-01T00:01:00.000Z"), false);
  });

  it("finds what is due, and nothing that is over", async () => {
    const arrival = anArrival(["dora"]);
    await ledger.claim(arrival, lease);
    const due = async () => (await outbox.due("2026-11-23T00:00:00.000Z", 1000)).due;
    const mentions = async () => JSON.stringify(await due()).includes(`${arrival.messageId}"`);
    assert.equal(await mentions(), true, "the claim's lease");
    await ledger.commit(aPlan(arrival));
    const id = effectId(arrival.messageId, "send-dora");
    assert.ok((await due()).some((each) => each.kind === "effect" && each.id === id));
    await outbox.begin(id, now, lease.until);
    await outbox.sent(id, "ses-2");
    const answerDue = {
      messageId: arrival.messageId,
      recipientId: "dora",
      state: "sent",
      at: now,
      event: "sent",
    } as const;
    await ledger.change({ ...answerDue, dueAt: "2026-11-22T23:00:00.000Z" });
    assert.ok((await due()).some((each) => each.kind === "answer" && each.messageId === arrival.messageId));
    await ledger.change({ ...answerDue, state: "delivered", event: "delivered" });
    assert.equal(await mentions(), false);
  });

  it("gives unjudged recipients to a person, who can have them judged after all", async () => {
    const arrival = anArrival(["bob", "carol"]);
    await ledger.claim(arrival, lease);
    await ledger.holdUnjudged(arrival.messageId, now, "It could not be processed.");
    assert.deepEqual(
      (await ledger.recipients(arrival.messageId)).map(({ state }) => state),
      ["held", "held"],
    );
    const again = await ledger.claim(arrival, afterLease);
    assert.equal(again.kind === "claimed" && again.recipients.length, 2, "a redriven event completes them");
  });
});
