import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { choosePassword } from "../../../../src/accounts/administrators/choose-password.ts";
import {
  createFirstAdministrator,
  makeOneTimePassword,
  resetAdministrator,
} from "../../../../src/accounts/administrators/first-password.ts";
import { findSession } from "../../../../src/accounts/administrators/sessions.ts";
import { signIn } from "../../../../src/accounts/administrators/sign-in.ts";
import { administratorsInMemory, movableClock } from "../../../support/administrators-in-memory.ts";

const week = 7 * 24 * 3_600_000;

async function installed() {
  const clock = movableClock();
  const ports = administratorsInMemory();
  await createFirstAdministrator(ports, clock);
  const attempt = (password: string, userName = "admin") =>
    signIn(ports, clock, { userName, password, source: "192.0.2.1" });
  return { clock, ports, attempt };
}

describe("the first administrator", () => {
  it("is an owner without any password, and is created once", async () => {
    const { clock, ports } = await installed();
    const first = ports.people.get("admin");
    await createFirstAdministrator(ports, clock);
    assert.equal(ports.people.get("admin"), first);
    assert.equal(first?.role, "owner");
    assert.deepEqual(first?.credential, { kind: "none" });
  });

  it("gets a password of at least 64 bits of which only a slow hash is kept", async () => {
    const { clock, ports } = await installed();
    const password = await makeOneTimePassword(ports, clock, "admin");
    assert.match(password ?? "", /^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
    const stored = JSON.stringify(ports.people.get("admin"));
    assert.match(stored, /argon2id/);
    assert.ok(!stored.includes(password ?? ""));
    assert.ok(!stored.includes((password ?? "").replaceAll("-", "")));
  });

  it("signs in with it, however it was typed, into a session that may only choose a password", async () => {
    const { clock, ports, attempt } = await installed();
    const password = (await makeOneTimePassword(ports, clock, "admin")) ?? "";
    const outcome = await attempt(` ${password.toUpperCase().replaceAll("-", " ")} `, "Admin");
    assert.equal(outcome.kind, "signed-in");
    const session = outcome.kind === "signed-in" ? await findSession(ports, clock, outcome.token) : null;
    assert.equal(session?.session.purpose, "new-password");
  });

  it("lets one of two racing sign-ins through", async () => {
    const { clock, ports, attempt } = await installed();
    const password = (await makeOneTimePassword(ports, clock, "admin")) ?? "";
    const kinds = (await Promise.all([attempt(password), attempt(password)])).map(({ kind }) => kind);
    assert.deepEqual(kinds.sort(), ["refused", "signed-in"]);
  });

  it("is refused after seven days", async () => {
    const { clock, ports, attempt } = await installed();
    const password = (await makeOneTimePassword(ports, clock, "admin")) ?? "";
    clock.move(week);
    assert.deepEqual(await attempt(password), { kind: "refused" });
  });

  it("gets a new password when the mail is sent again before use, and the earlier one ends", async () => {
    const { clock, ports, attempt } = await installed();
    const first = (await makeOneTimePassword(ports, clock, "admin")) ?? "";
    const second = (await makeOneTimePassword(ports, clock, "admin")) ?? "";
    assert.notEqual(first, second);
    assert.deepEqual(await attempt(first), { kind: "refused" });
    assert.equal((await attempt(second)).kind, "signed-in");
  });

  it("ends for good when a password is chosen, also when the mail is sent again", async () => {
    const { clock, ports, attempt } = await installed();
    const password = (await makeOneTimePassword(ports, clock, "admin")) ?? "";
    const outcome = await attempt(password);
    const signedIn = outcome.kind === "signed-in" ? await findSession(ports, clock, outcome.token) : null;
    assert.ok(signedIn);
    const chosen = await choosePassword(ports, clock, signedIn, { newPassword: "four unrelated words here" });
    assert.equal(chosen.kind, "chosen");
    assert.deepEqual(await attempt(password), { kind: "refused" });
    assert.equal(await makeOneTimePassword(ports, clock, "admin"), null);
    assert.equal(await makeOneTimePassword(ports, clock, "nobody"), null);
  });

  it("can be reset by whoever has the rights, which ends every session", async () => {
    const { clock, ports, attempt } = await installed();
    const outcome = await attempt((await makeOneTimePassword(ports, clock, "admin")) ?? "");
    const token = outcome.kind === "signed-in" ? outcome.token : "";
    const fresh = (await resetAdministrator(ports, clock, "admin")) ?? "";
    assert.equal(await findSession(ports, clock, token), null);
    assert.equal((await attempt(fresh)).kind, "signed-in");
  });
});
