import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { choosePassword } from "../../../../src/accounts/administrators/choose-password.ts";
import {
  createFirstAdministrator,
  makeOneTimePassword,
  resetAdministrator,
} from "../../../../src/accounts/administrators/first-password.ts";
import {
  dropFactor,
  enrolGenerator,
  enrolPasskey,
  proveByCode,
  proveByPasskey,
  renewRecovery,
} from "../../../../src/accounts/administrators/second-factor.ts";
import { findSession } from "../../../../src/accounts/administrators/sessions.ts";
import { signIn } from "../../../../src/accounts/administrators/sign-in.ts";
import { codeAt } from "../../../../src/accounts/code-generator.ts";
import type { PasskeyVerifier } from "../../../../src/accounts/passkeys.ts";
import { administratorsInMemory, movableClock } from "../../../support/administrators-in-memory.ts";

const password = "four plain words together";
const secret = "B".repeat(32);
const step = 30_000;

/** Takes a response that names the key it is of; counters grow by one. */
const verifier: PasskeyVerifier = {
  added: async (response) => ({ id: String(response), publicKey: "key", counter: 0 }),
  used: async (response, _place, _challenges, passkey) =>
    String(response).startsWith(passkey.id) ? passkey.counter + 1 : null,
};
const place = { origin: "https://console.example", host: "console.example" };
const given = (response: string) => ({ response, place, challenges: [] });

/** An administrator with a password and no second factor yet. */
async function withPassword() {
  const clock = movableClock();
  const ports = { ...administratorsInMemory(), verifier };
  await createFirstAdministrator(ports, clock);
  const enter = async (typed: string) => {
    const outcome = await signIn(ports, clock, { userName: "admin", password: typed, source: "192.0.2.1" });
    assert.ok(outcome.kind === "signed-in");
    return outcome;
  };
  const held = async (token: string) => {
    const found = await findSession(ports, clock, token);
    assert.ok(found);
    return found;
  };
  const { token } = await enter((await makeOneTimePassword(ports, clock, "admin")) ?? "");
  await choosePassword(ports, clock, await held(token), { newPassword: password });
  const me = () => {
    const found = ports.people.get("admin");
    assert.ok(found);
    return found;
  };
  const code = (ahead = 0) => codeAt(secret, Math.floor(clock.now().getTime() / step) + ahead);
  const enrolled = async () => {
    const outcome = await enrolGenerator(ports, clock, me(), { secret, code: code() });
    assert.ok(outcome.kind === "enrolled");
    return outcome;
  };
  return { clock, ports, enter, held, me, code, enrolled };
}

describe("an administrator's second factor", () => {
  it("must be set up before anything else can be done", async () => {
    const { enter, held, enrolled } = await withPassword();
    const { token, purpose } = await enter(password);
    assert.equal(purpose, "new-factor");
    assert.equal((await held(token)).session.purpose, "new-factor");
    const outcome = await enrolled();
    assert.equal((await held(outcome.token)).session.purpose, "full");
  });

  it("is not set up by a wrong code", async () => {
    const { clock, ports, me } = await withPassword();
    const wrong = await enrolGenerator(ports, clock, me(), { secret, code: "000000" });
    assert.deepEqual(wrong, { kind: "wrong" });
    assert.equal(me().generator, undefined);
  });

  it("gives ten recovery codes once, of which only hashes are kept", async () => {
    const { me, enrolled } = await withPassword();
    const { codes } = await enrolled();
    assert.equal(new Set(codes).size, 10);
    const stored = JSON.stringify(me().recovery);
    for (const code of codes) assert.ok(!stored.includes(code) && !stored.includes(code.replaceAll("-", "")));
  });

  it("is asked for at the next sign-in, and a code is good once", async () => {
    const { clock, ports, enter, held, me, code, enrolled } = await withPassword();
    await enrolled();
    clock.move(step);
    const { token, purpose } = await enter(password);
    assert.equal(purpose, "second-factor");
    const proof = await proveByCode(ports, clock, me(), code());
    assert.ok(proof.kind === "proved" && !proof.recoveryUsed);
    assert.equal((await held(proof.token)).session.purpose, "full");
    assert.equal((await held(token)).session.purpose, "second-factor");
    assert.deepEqual(await proveByCode(ports, clock, me(), code()), { kind: "wrong" });
  });

  it("can be replaced once by each recovery code, however it was typed", async () => {
    const { clock, ports, me, enrolled } = await withPassword();
    const { codes } = await enrolled();
    const typed = ` ${(codes[3] ?? "").toUpperCase().replaceAll("-", " ")}`;
    const proof = await proveByCode(ports, clock, me(), typed);
    assert.ok(proof.kind === "proved" && proof.recoveryUsed);
    assert.deepEqual(await proveByCode(ports, clock, me(), typed), { kind: "wrong" });
    assert.equal(Object.keys(me().recovery ?? {}).length, 9);
  });

  it("stops whoever knows the password and guesses codes", async () => {
    const { clock, ports, me, enrolled } = await withPassword();
    await enrolled();
    const kinds: string[] = [];
    for (let count = 0; count < 11; count += 1) kinds.push((await proveByCode(ports, clock, me(), "000000")).kind);
    assert.equal(kinds.at(9), "wrong");
    assert.equal(kinds.at(10), "too-many");
  });

  it("may be a passkey, each answer of which is good once", async () => {
    const { clock, ports, me, held } = await withPassword();
    const added = await enrolPasskey(ports, clock, me(), { ...given("pk1"), name: "Laptop" });
    assert.ok(added.kind === "enrolled" && added.codes.length === 10);
    const proof = await proveByPasskey(ports, clock, me(), { ...given("pk1-first"), id: "pk1" });
    assert.ok(proof.kind === "proved");
    assert.equal((await held(proof.token)).session.purpose, "full");
    assert.equal(me().passkeys?.pk1?.counter, 1);
    assert.deepEqual(await proveByPasskey(ports, clock, me(), { ...given("pk1-first"), id: "pk1" }), { kind: "wrong" });
    assert.deepEqual(await proveByPasskey(ports, clock, me(), { ...given("pk2-x"), id: "pk1" }), { kind: "wrong" });
    assert.deepEqual(await proveByPasskey(ports, clock, me(), { ...given("pk2-x"), id: "pk2" }), { kind: "wrong" });
  });

  it("cannot be taken away when it is the last", async () => {
    const { clock, ports, me, enrolled } = await withPassword();
    await enrolled();
    assert.deepEqual(await dropFactor(ports, clock, me(), "generator"), { kind: "last-factor" });
    await enrolPasskey(ports, clock, me(), { ...given("pk1"), name: "Laptop" });
    assert.equal((await dropFactor(ports, clock, me(), "generator")).kind, "enrolled");
    assert.deepEqual(await dropFactor(ports, clock, me(), { passkey: "pk1" }), { kind: "last-factor" });
    assert.equal(me().generator, undefined);
  });

  it("ends every other session when it changes", async () => {
    const { clock, ports, enter, me, enrolled } = await withPassword();
    const { token } = await enrolled();
    const other = await enter(password);
    const renewed = await renewRecovery(ports, clock, me());
    assert.ok(renewed.kind === "enrolled" && renewed.codes.length === 10);
    assert.equal(await findSession(ports, clock, token), null);
    assert.equal(await findSession(ports, clock, other.token), null);
    assert.ok(await findSession(ports, clock, renewed.token));
  });

  it("is taken away by a reset, and must then be set up anew", async () => {
    const { clock, ports, enter, held, me, enrolled } = await withPassword();
    await enrolled();
    const { token } = await enter((await resetAdministrator(ports, clock, "admin")) ?? "");
    assert.equal((await held(token)).session.purpose, "new-password");
    assert.equal(me().generator, undefined);
    assert.equal(me().recovery, undefined);
    const chosen = await choosePassword(ports, clock, await held(token), { newPassword: `${password} again` });
    assert.ok(chosen.kind === "chosen");
    assert.equal((await held(chosen.token)).session.purpose, "new-factor");
  });
});
