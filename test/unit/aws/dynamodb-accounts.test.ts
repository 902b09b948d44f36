import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { activate, activationState } from "../../../src/accounts/activate.ts";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { issueMessageLink } from "../../../src/accounts/issue-message-link.ts";
import { followLink } from "../../../src/accounts/link.ts";
import { endSession, resumeSession } from "../../../src/accounts/session.ts";
import { DynamoActivations } from "../../../src/aws/dynamodb-account-activations.ts";
import { DynamoLinks } from "../../../src/aws/dynamodb-account-links.ts";
import { DynamoRateLimiter } from "../../../src/aws/dynamodb-account-rate-limiter.ts";
import { DynamoSessions } from "../../../src/aws/dynamodb-account-sessions.ts";
import { DynamoAccounts } from "../../../src/aws/dynamodb-accounts.ts";
import { systemClock } from "../../../src/clock.ts";
import { type SomeStores, someStores } from "../../support/some-stores.ts";

const password = "violet tractor hums";

describe("recipients' accounts in DynamoDB", () => {
  let stores: SomeStores;
  let address: string;
  let count = 0;
  const time = new Date("2026-11-20T09:00:00Z");
  const clock = { now: () => time, token: systemClock.token };
  before(async () => {
    stores = await someStores();
  });
  after(() => stores.close());
  beforeEach(() => {
    count += 1;
    address = `bob${count}@partner.example`;
  });
  const ports = () => {
    const of = [stores.client, stores.accounts] as const;
    return {
      accounts: new DynamoAccounts(...of),
      activations: new DynamoActivations(...of),
      links: new DynamoLinks(...of),
      sessions: new DynamoSessions(...of),
      limiter: new DynamoRateLimiter(...of, clock),
    };
  };
  const typed = (pair: { token: string; activationPassword: string }, more = {}) => ({
    ...pair,
    name: "Bob",
    password,
    source: `192.0.2.${count}`,
    ...more,
  });

  it("open, let one of racing uses win, and end", async () => {
    const pair = await issueActivation(ports(), clock, { address, messageId: "m1" });
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => activate(ports(), clock, typed(pair))));
    const outcomes = results.map(({ outcome }) => outcome).sort();
    assert.deepEqual(outcomes, ["activated", "ended", "ended", "ended", "ended"]);
    const account = await ports().accounts.find(address);
    assert.deepEqual([account?.name, account?.epoch, account?.activatedAt], ["Bob", 1, time.toISOString()]);
    assert.equal((await activationState(ports(), time, pair.token)).state, "ended");
  });

  it("keep codes that are turned on, and a sign-out everywhere, while the password is being reset", async () => {
    const first = await issueActivation(ports(), clock, { address });
    assert.equal((await activate(ports(), clock, typed(first))).outcome, "activated");
    const pair = await issueActivation(ports(), clock, { address, reset: true });
    const own = ports();
    const generator = { secret: "B".repeat(32), lastStep: 1, since: time.toISOString() };
    const renew = own.activations.renew.bind(own.activations);
    own.activations.renew = async (...given) => {
      await own.accounts.setGenerator(address, generator, {});
      await own.accounts.raiseEpoch(address);
      return renew(...given);
    };
    const reset = await activate(own, clock, typed(pair, { password: "quiet lanterns drift" }));
    assert.ok(reset.outcome === "activated");
    const kept = await own.accounts.find(address);
    assert.deepEqual([kept?.generator, kept?.epoch], [generator, 3]);
    const resumed = await resumeSession(own, time, reset.session);
    assert.equal(resumed?.session.unproved, true, "a code is still asked for");
  });

  it("keep five pairs open when many are issued at once", async () => {
    const pairs = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(() => issueActivation(ports(), clock, { address })));
    const states = await Promise.all(pairs.map(({ token }) => activationState(ports(), time, token)));
    assert.equal(states.filter(({ state }) => state === "open").length, 5);
    await issueActivation(ports(), clock, { address, reset: true });
    const later = await Promise.all(pairs.map(({ token }) => activationState(ports(), time, token)));
    assert.ok(later.every(({ state }) => state === "ended"));
  });

  it("count racing tries exactly", async () => {
    const pair = await issueActivation(ports(), clock, { address });
    const wrong = typed(pair, { activationPassword: "wrong" });
    const results = await Promise.all(Array.from({ length: 12 }, () => activate(ports(), clock, wrong)));
    const left = results.flatMap((result) => (result.outcome === "wrong-password" ? [result.triesLeft] : []));
    assert.deepEqual(left.sort(), [1, 2, 3, 4]);
    assert.equal((await activate(ports(), clock, typed(pair))).outcome, "ended");
  });

  it("end all sessions by a new password, one by signing out", async () => {
    const first = await activate(ports(), clock, typed(await issueActivation(ports(), clock, { address })));
    assert.ok(first.outcome === "activated");
    assert.equal(
      (await resumeSession(ports(), new Date(time.getTime() + 90_000), first.session))?.account.address,
      address,
    );
    const second = await activate(
      ports(),
      clock,
      typed(await issueActivation(ports(), clock, { address, reset: true })),
    );
    assert.ok(second.outcome === "activated");
    assert.equal(await resumeSession(ports(), time, first.session), null);
    await endSession(ports().sessions, second.session);
    assert.equal(await resumeSession(ports(), time, second.session), null);
  });

  it("do not bring a signed-out session back by a late touch", async () => {
    const { sessions } = ports();
    await sessions.touch("gone", time);
    assert.equal(await sessions.find("gone"), null);
  });

  it("follow links until they are forgotten, though DynamoDB deletes late", async () => {
    const expiresAt = new Date("2026-12-20T00:00:00Z");
    const token = await issueMessageLink(ports(), clock, { address, messageId: "m1", expiresAt });
    assert.deepEqual(await followLink(ports().links, time, token), { address, messageId: "m1" });
    assert.deepEqual(await followLink(ports().links, new Date("2027-03-19T00:00:00Z"), token), {
      address,
      messageId: "m1",
    });
    assert.equal(await followLink(ports().links, new Date("2027-03-21T00:00:00Z"), token), null);
  });

  it("let exactly as many through as a limit says, however many race", async () => {
    const { limiter } = ports();
    const limit = { max: 7, seconds: 300 };
    const taken = await Promise.all(Array.from({ length: 40 }, () => limiter.take(`race/${address}`, limit)));
    assert.equal(taken.filter(Boolean).length, 7);
    assert.equal(await limiter.take(`other/${address}`, limit), true);
  });

  it("count by windows that begin with the first, whatever the hour strikes", async () => {
    let now = new Date("2026-11-20T09:59:59Z");
    const limiter = new DynamoRateLimiter(stores.client, stores.accounts, { now: () => now });
    const take = () => limiter.take(`hour/${address}`, { max: 2, seconds: 3600 });
    assert.deepEqual([await take(), await take(), await take()], [true, true, false]);
    now = new Date("2026-11-20T10:59:58Z");
    assert.equal(await take(), false);
    now = new Date("2026-11-20T10:59:59Z");
    const racing = await Promise.all([take(), take(), take(), take()]);
    assert.equal(racing.filter(Boolean).length, 2);
  });
});
