import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { choosePassword } from "../../../../src/accounts/administrators/choose-password.ts";
import {
  createFirstAdministrator,
  makeOneTimePassword,
} from "../../../../src/accounts/administrators/first-password.ts";
import { enrolGenerator } from "../../../../src/accounts/administrators/second-factor.ts";
import { endSession, findSession, type SignedIn } from "../../../../src/accounts/administrators/sessions.ts";
import { signIn } from "../../../../src/accounts/administrators/sign-in.ts";
import { codeAt } from "../../../../src/accounts/code-generator.ts";
import { administratorsInMemory, movableClock, noPasskeys } from "../../../support/administrators-in-memory.ts";

const password = "four plain words together";
const minute = 60_000;

async function withChosenPassword() {
  const clock = movableClock();
  const ports = administratorsInMemory();
  await createFirstAdministrator(ports, clock);
  const attempt = async (typed: string, source = "192.0.2.1", userName = "admin") =>
    signIn(ports, clock, { userName, password: typed, source });
  const tokenOf = async (typed: string) => {
    const outcome = await attempt(typed);
    assert.ok(outcome.kind === "signed-in");
    return outcome.token;
  };
  const held = async (token: string): Promise<SignedIn> => {
    const found = await findSession(ports, clock, token);
    assert.ok(found);
    return found;
  };
  const first = await tokenOf((await makeOneTimePassword(ports, clock, "admin")) ?? "");
  const chosen = await choosePassword(ports, clock, await held(first), { newPassword: password });
  assert.ok(chosen.kind === "chosen");
  const secret = "A".repeat(32);
  const { administrator, session } = await held(chosen.token);
  assert.equal(session.purpose, "new-factor");
  const code = codeAt(secret, Math.floor(clock.now().getTime() / 30_000));
  const enrolled = await enrolGenerator({ ...ports, verifier: noPasskeys }, clock, administrator, { secret, code });
  assert.ok(enrolled.kind === "enrolled");
  return { clock, ports, attempt, tokenOf, held, first, token: enrolled.token };
}

describe("an administrator with a password", () => {
  it("is signed in once a second factor is set up, under a new token, and the one-time session has ended", async () => {
    const { clock, ports, held, first, token } = await withChosenPassword();
    assert.equal((await held(token)).session.purpose, "full");
    assert.equal(await findSession(ports, clock, first), null);
    assert.ok(![...ports.open.keys()].includes(token));
  });

  it("signs in with it, whatever the case of the user name", async () => {
    const { attempt } = await withChosenPassword();
    assert.equal((await attempt(password, "192.0.2.1", " ADMIN ")).kind, "signed-in");
    assert.deepEqual(await attempt(password.toUpperCase()), { kind: "refused" });
  });

  it("gets the same answer as somebody who does not exist", async () => {
    const { attempt } = await withChosenPassword();
    assert.deepEqual(await attempt("wrong"), await attempt("wrong", "192.0.2.1", "nobody"));
  });

  it("is signed out after 30 idle minutes, and stays in while working", async () => {
    const { clock, ports, token } = await withChosenPassword();
    clock.move(29 * minute);
    assert.ok(await findSession(ports, clock, token));
    clock.move(29 * minute);
    assert.ok(await findSession(ports, clock, token));
    clock.move(30 * minute);
    assert.equal(await findSession(ports, clock, token), null);
  });

  it("is signed out after 12 hours, however busy", async () => {
    const { clock, ports, token } = await withChosenPassword();
    for (let passed = 0; passed < 12 * 60 - 20; passed += 20) {
      clock.move(20 * minute);
      assert.ok(await findSession(ports, clock, token));
    }
    clock.move(20 * minute);
    assert.equal(await findSession(ports, clock, token), null);
  });

  it("is signed out on the server by signing out", async () => {
    const { clock, ports, token } = await withChosenPassword();
    await endSession(ports, token);
    assert.equal(await findSession(ports, clock, token), null);
  });

  it("changes the password only with the current one, and every other session ends", async () => {
    const { clock, ports, held, token, tokenOf } = await withChosenPassword();
    const other = await tokenOf(password);
    const next = "another set of plain words";
    const wrong = await choosePassword(ports, clock, await held(token), { newPassword: next, currentPassword: "no" });
    assert.deepEqual(wrong, { kind: "wrong-current" });
    const without = await choosePassword(ports, clock, await held(token), { newPassword: next });
    assert.deepEqual(without, { kind: "wrong-current" });
    const right = await choosePassword(ports, clock, await held(token), {
      newPassword: next,
      currentPassword: password,
    });
    assert.equal(right.kind, "chosen");
    assert.equal(await findSession(ports, clock, other), null);
    assert.equal(await findSession(ports, clock, token), null);
  });

  it("is told what is wrong with a new password", async () => {
    const { clock, ports, held, token } = await withChosenPassword();
    const choose = async (newPassword: string) => choosePassword(ports, clock, await held(token), { newPassword });
    assert.deepEqual(await choose("short"), { kind: "unfit", fault: "too-short" });
    assert.deepEqual(await choose("x".repeat(129)), { kind: "unfit", fault: "too-long" });
    assert.deepEqual(await choose("passwordpassword"), { kind: "unfit", fault: "common" });
    assert.deepEqual(await choose("admin-admin-admin"), { kind: "unfit", fault: "common" });
  });

  it("loses against a change made meanwhile", async () => {
    const { clock, ports, held, token } = await withChosenPassword();
    const before = await held(token);
    const wish = { newPassword: "another set of plain words", currentPassword: password };
    assert.equal((await choosePassword(ports, clock, before, wish)).kind, "chosen");
    assert.deepEqual(await choosePassword(ports, clock, before, wish), { kind: "conflict" });
  });

  it("stops one network after ten tries and never locks the others out", async () => {
    const { attempt } = await withChosenPassword();
    for (let count = 0; count < 10; count += 1) {
      assert.equal((await attempt("wrong", "198.51.100.7")).kind, "refused");
    }
    assert.deepEqual(await attempt(password, "198.51.100.7"), { kind: "too-many" });
    assert.equal((await attempt(password, "203.0.113.5")).kind, "signed-in");
  });

  it("answers slowly once tried from many places, and still signs in", async () => {
    const { attempt, ports } = await withChosenPassword();
    for (let place = 1; place <= 30; place += 1) await attempt("wrong", `203.0.113.${place}`);
    assert.equal((await attempt(password, "198.51.100.1")).kind, "signed-in");
    assert.ok(ports.pauses.length > 0);
  });
});
