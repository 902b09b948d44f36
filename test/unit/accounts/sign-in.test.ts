import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { hashPassword } from "../../../src/accounts/password.ts";
import { sourceNetwork } from "../../../src/accounts/rate-limit.ts";
import { requestReset } from "../../../src/accounts/request-reset.ts";
import { endSession, resumeSession } from "../../../src/accounts/session.ts";
import { signIn } from "../../../src/accounts/sign-in.ts";
import { systemClock } from "../../../src/clock.ts";
import { inMemoryAccounts } from "./in-memory-accounts.ts";

const minute = 60 * 1000;
const address = "bob@partner.example";
const password = "violet tractor hums";

describe("signing in", () => {
  let time: Date;
  const clock = { now: () => time, token: systemClock.token };
  let accounts: ReturnType<typeof inMemoryAccounts>;
  beforeEach(async () => {
    time = new Date("2026-11-20T09:00:00Z");
    accounts = inMemoryAccounts(clock.now);
    const passwordHash = await hashPassword(password);
    const at = time.toISOString();
    accounts.state.accounts.set(address, {
      address,
      name: "Bob",
      passwordHash,
      activatedAt: at,
      passwordChangedAt: at,
      epoch: 1,
    });
  });
  const attempt = (more: Partial<{ address: string; password: string; source: string }> = {}) =>
    signIn(accounts.ports, clock, { address, password, source: "192.0.2.10", ...more });
  const signedIn = async () => {
    const result = await attempt();
    assert.ok(result.outcome === "signed-in");
    return result.session;
  };

  it("takes the address in any case and makes a new token each time", async () => {
    const again = await attempt({ address: " Bob@Partner.Example " });
    assert.ok(again.outcome === "signed-in");
    assert.notEqual(again.session, await signedIn());
    assert.ok(Buffer.from(again.session, "base64url").length >= 32);
  });

  it("answers alike for a wrong password, an unknown address and no address", async () => {
    for (const more of [{ password: "wrong" }, { address: "eve@partner.example" }, { address: "" }, { password: "" }]) {
      assert.deepEqual(await attempt(more), { outcome: "wrong" });
    }
  });

  it("ends a session after 30 idle minutes, and after 12 hours however busy", async () => {
    const session = await signedIn();
    time = new Date(time.getTime() + 29 * minute);
    assert.notEqual(await resumeSession(accounts.ports, time, session), null);
    time = new Date(time.getTime() + 30 * minute);
    assert.equal(await resumeSession(accounts.ports, time, session), null);
    const busy = await signedIn();
    for (let passed = 0; passed < 12 * 60 - 20; passed += 20) {
      time = new Date(time.getTime() + 20 * minute);
      assert.notEqual(await resumeSession(accounts.ports, time, busy), null);
    }
    time = new Date(time.getTime() + 20 * minute);
    assert.equal(await resumeSession(accounts.ports, time, busy), null);
  });

  it("signs out on the server", async () => {
    const session = await signedIn();
    await endSession(accounts.ports.sessions, session);
    assert.equal(await resumeSession(accounts.ports, time, session), null);
  });

  it("refuses one source's guessing for a while, but never the owner elsewhere", async () => {
    for (let count = 0; count < 10; count += 1) await attempt({ password: "wrong" });
    assert.deepEqual(await attempt(), { outcome: "too-many" });
    assert.equal((await attempt({ source: "198.51.100.7" })).outcome, "signed-in");
    time = new Date(time.getTime() + 5 * minute);
    assert.equal((await attempt()).outcome, "signed-in");
  });

  it("counts unknown addresses as it counts known ones", async () => {
    for (let count = 0; count < 10; count += 1) await attempt({ address: "eve@partner.example" });
    assert.deepEqual(await attempt({ address: "eve@partner.example" }), { outcome: "too-many" });
  });

  it("only slows down when an account is tried from many places", async () => {
    for (let count = 0; count < 30; count += 1) await attempt({ password: "wrong", source: `192.0.2.${100 + count}` });
    assert.equal(accounts.state.paused, 0);
    assert.equal((await attempt({ source: "198.51.100.7" })).outcome, "signed-in");
    assert.equal(accounts.state.paused, 1);
  });
});

describe("forgetting a password", () => {
  it("queues the same job for known and unknown addresses", async () => {
    const { state, ports } = inMemoryAccounts();
    for (const address of ["bob@partner.example", "Eve@Partner.example"]) {
      assert.equal(await requestReset(ports, { address, source: "192.0.2.10" }), "accepted");
    }
    assert.deepEqual(state.effects, [
      { kind: "reset-password", address: "bob@partner.example" },
      { kind: "reset-password", address: "eve@partner.example" },
    ]);
  });

  it("does not flood a mailbox, and does not say so", async () => {
    const { state, ports } = inMemoryAccounts();
    for (let count = 0; count < 9; count += 1) {
      assert.equal(
        await requestReset(ports, { address: "bob@partner.example", source: `192.0.2.${count}` }),
        "accepted",
      );
    }
    assert.equal(state.effects.length, 5);
  });

  for (const typed of [
    "",
    "bob",
    "bob@",
    "@partner.example",
    "bob@partner.example\r\nBcc: eve@x.example",
    "a b@x.example",
  ]) {
    it(`does not take ${JSON.stringify(typed)} for an address`, async () => {
      const { state, ports } = inMemoryAccounts();
      assert.equal(await requestReset(ports, { address: typed, source: "192.0.2.10" }), "not-an-address");
      assert.deepEqual(state.effects, []);
    });
  }
});

describe("a source", () => {
  it("is an IPv4 address or the /64 of an IPv6 address", () => {
    assert.equal(sourceNetwork("192.0.2.10"), "192.0.2.10");
    assert.equal(sourceNetwork("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2");
    assert.equal(sourceNetwork("2001:db8:1:2::9"), sourceNetwork("2001:0db8:0001:0002::77"));
    assert.equal(sourceNetwork("2001:db8::1"), "2001:db8:0:0");
  });
});
