import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { isActivated } from "../../../src/accounts/account.ts";
import { activate, activationState } from "../../../src/accounts/activate.ts";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { issueMessageLink } from "../../../src/accounts/issue-message-link.ts";
import { followLink } from "../../../src/accounts/link.ts";
import { resumeSession } from "../../../src/accounts/session.ts";
import { systemClock } from "../../../src/clock.ts";
import { inMemoryAccounts } from "./in-memory-accounts.ts";

const day = 24 * 60 * 60 * 1000;
const address = "bob@partner.example";

describe("activation", () => {
  let time: Date;
  const clock = { now: () => time, token: systemClock.token };
  let accounts: ReturnType<typeof inMemoryAccounts>;
  beforeEach(() => {
    time = new Date("2026-11-20T09:00:00Z");
    accounts = inMemoryAccounts(clock.now);
  });
  const issue = (more: { messageId?: string; reset?: boolean } = {}) =>
    issueActivation(accounts.ports, clock, { address, ...more });
  const typed = (pair: { token: string; activationPassword: string }, more = {}) => ({
    token: pair.token,
    activationPassword: pair.activationPassword,
    name: "Bob Dupont",
    password: "violet tractor hums",
    source: "192.0.2.10",
    ...more,
  });

  it("gives an account, a session and the message of the mail to whoever types the activation password", async () => {
    const pair = await issue({ messageId: "m1" });
    const result = await activate(accounts.ports, clock, typed(pair));
    assert.equal(result.outcome, "activated");
    assert.ok(result.outcome === "activated");
    assert.deepEqual([result.first, result.messageId, result.account.name], [true, "m1", "Bob Dupont"]);
    assert.equal(await isActivated(accounts.ports.accounts, "Bob@Partner.example"), true);
    assert.equal((await resumeSession(accounts.ports, time, result.session))?.account.address, address);
  });

  it("stores neither the token nor the activation password nor the chosen password", async () => {
    const pair = await issue({ messageId: "m1" });
    const result = await activate(accounts.ports, clock, typed(pair));
    assert.ok(result.outcome === "activated");
    const stored = JSON.stringify(
      Object.values(accounts.state).map((one) => (one instanceof Map ? [...one.entries()] : one)),
    );
    for (const secret of [pair.token, pair.activationPassword, "violet tractor hums", result.session]) {
      assert.equal(stored.includes(secret), false);
      assert.equal(stored.includes(secret.replaceAll("-", "")), false);
    }
  });

  it("takes the activation password in any case, with or without separators, and o for 0", async () => {
    const pair = await issue();
    const retyped = pair.activationPassword.toUpperCase().replaceAll("-", " ").replaceAll("0", "O");
    assert.equal(
      (await activate(accounts.ports, clock, typed(pair, { activationPassword: retyped }))).outcome,
      "activated",
    );
  });

  it("is used up by its first use, and ends the other open pairs of the address", async () => {
    const [first, second] = [await issue(), await issue()];
    assert.equal((await activate(accounts.ports, clock, typed(second))).outcome, "activated");
    assert.equal((await activate(accounts.ports, clock, typed(second))).outcome, "ended");
    assert.equal((await activate(accounts.ports, clock, typed(first))).outcome, "ended");
  });

  it("lets one of racing uses win", async () => {
    const pair = await issue();
    const results = await Promise.all([1, 2, 3, 4].map(() => activate(accounts.ports, clock, typed(pair))));
    assert.deepEqual(results.map(({ outcome }) => outcome).sort(), ["activated", "ended", "ended", "ended"]);
  });

  it("ends after five wrong tries, even for the right password", async () => {
    const pair = await issue();
    const outcomes = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      outcomes.push(await activate(accounts.ports, clock, typed(pair, { activationPassword: "wrong" })));
    }
    assert.deepEqual(
      outcomes.slice(0, 4),
      [4, 3, 2, 1].map((triesLeft) => ({ outcome: "wrong-password", triesLeft })),
    );
    assert.deepEqual(outcomes[4], { outcome: "ended" });
    assert.deepEqual(await activate(accounts.ports, clock, typed(pair)), { outcome: "ended" });
  });

  it("does not use up a try for a name or a chosen password that is refused", async () => {
    const pair = await issue();
    for (const more of [{ name: " \u0007 " }, { password: "short" }, { password: "bob@partner.example" }]) {
      await activate(accounts.ports, clock, typed(pair, more));
    }
    assert.deepEqual(await activate(accounts.ports, clock, typed(pair, { activationPassword: "wrong" })), {
      outcome: "wrong-password",
      triesLeft: 4,
    });
  });

  it("expires after seven days", async () => {
    const pair = await issue();
    time = new Date(time.getTime() + 7 * day - 1);
    assert.equal((await activationState(accounts.ports, time, pair.token)).state, "open");
    time = new Date(time.getTime() + 1);
    assert.equal((await activate(accounts.ports, clock, typed(pair))).outcome, "expired");
  });

  it("keeps at most five pairs open for an address: the oldest ends", async () => {
    const pairs = [];
    for (let count = 0; count < 6; count += 1) pairs.push(await issue());
    const states = await Promise.all(pairs.map(({ token }) => activationState(accounts.ports, time, token)));
    assert.deepEqual(
      states.map(({ state }) => state),
      ["ended", "open", "open", "open", "open", "open"],
    );
  });

  it("ends all earlier pairs by an explicit reset", async () => {
    const earlier = await issue();
    const reset = await issue({ reset: true });
    assert.equal((await activationState(accounts.ports, time, earlier.token)).state, "ended");
    assert.equal((await activationState(accounts.ports, time, reset.token)).state, "open");
  });

  it("gives a known account a new password, keeps its name and ends its sessions", async () => {
    const before = await activate(accounts.ports, clock, typed(await issue()));
    assert.ok(before.outcome === "activated");
    const again = typed(await issue({ reset: true }), { name: "", password: "quiet lanterns drift" });
    const after = await activate(accounts.ports, clock, again);
    assert.ok(after.outcome === "activated");
    assert.deepEqual([after.first, after.account.name], [false, "Bob Dupont"]);
    assert.equal(await resumeSession(accounts.ports, time, before.session), null);
    assert.notEqual(await resumeSession(accounts.ports, time, after.session), null);
  });

  it("slows one source down without touching another's", async () => {
    const pair = await issue();
    for (let count = 0; count < 60; count += 1) await activate(accounts.ports, clock, typed({ ...pair, token: "x" }));
    assert.equal((await activate(accounts.ports, clock, typed(pair))).outcome, "too-many");
    assert.equal((await activate(accounts.ports, clock, typed(pair, { source: "198.51.100.7" }))).outcome, "activated");
  });

  it("leads from either kind of link to address and message, and from an invented one nowhere", async () => {
    const pair = await issue({ messageId: "m1" });
    const expiresAt = new Date(time.getTime() + 30 * day);
    const token = await issueMessageLink(accounts.ports, clock, {
      address: "Bob@partner.example",
      messageId: "m2",
      expiresAt,
    });
    assert.deepEqual(await lead(pair.token), { address, messageId: "m1" });
    assert.deepEqual(await lead(token), { address, messageId: "m2" });
    assert.equal(await lead("A".repeat(32)), null);
    assert.equal(await lead("../x"), null);
  });
  const lead = async (token: string) => {
    const link = await followLink(accounts.ports.links, time, token);
    return link === null ? null : { address: link.address, messageId: link.messageId };
  };
});
