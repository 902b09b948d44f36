import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { codeAt } from "../../../src/accounts/code-generator.ts";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { startSession } from "../../../src/accounts/session.ts";
import { encryptionProfile } from "../../../src/contracts/policies.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, hiddenFields, textOf } from "./a-browser.ts";
import { aPortal } from "./a-portal.ts";

const address = "bob@partner.example";
const password = "violet tractor hums";
const passkey = { id: "key", publicKey: "", counter: 0, name: "Phone", createdAt: "2026-11-22T10:00:00.000Z" };
const strict = encryptionProfile.parse({ id: "strict", signIn: "second-factor" });

describe("an account that is protected by more than a password", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let owner: ReturnType<typeof aBrowser>;
  let now: Date;
  beforeEach(async () => {
    now = new Date();
    portal = await aPortal({ now: () => now });
    owner = aBrowser(portal);
    portal.mailbox.put(aDeposit({ rules: strict }), aView());
    await activate(owner, password);
  });
  const activate = async (browser: ReturnType<typeof aBrowser>, chosen: string, reset = false) => {
    const pair = await issueActivation(portal.context, portal.context.clock, { address, ...(reset && { reset }) });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password: chosen };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
  };
  const account = () => portal.accounts.state.accounts.get(address);
  const codeOf = (secret: string) => codeAt(secret, Math.floor(now.getTime() / 30_000));

  describe("a passkey, after the password was reset by whoever reads the mailbox", () => {
    let thief: ReturnType<typeof aBrowser>;
    beforeEach(async () => {
      await portal.context.accounts.addPasskey(address, passkey);
      thief = aBrowser(portal, "198.51.100.7");
      await activate(thief, "stolen mailbox stays out", true);
    });

    it("cannot be joined by codes of the thief's own", async () => {
      const page = await thief.get("/account/second-factor");
      assert.equal(page.status, 403);
      assert.match(textOf(page), /Confirm that it is you[\s\S]*Sign in with a passkey/);
      const form = hiddenFields(textOf(await thief.get("/account")));
      const secret = "B".repeat(32);
      const forced = await thief.post("/account/second-factor", { ...form, secret, code: codeOf(secret) });
      assert.equal(forced.status, 403);
      assert.equal(account()?.generator, undefined);
      assert.equal((await thief.get("/messages/m1")).status, 403);
    });

    it("cannot be joined or replaced by a passkey of the thief's own", async () => {
      assert.equal((await thief.get("/account/passkey")).status, 403);
      const form = hiddenFields(textOf(await thief.get("/account")));
      assert.equal((await thief.post("/account/passkey", { ...form, credential: "{}" })).status, 403);
      assert.equal((await thief.post("/account/passkey/remove", { ...form, id: "key" })).status, 403);
      assert.deepEqual(Object.keys(account()?.passkeys ?? {}), ["key"]);
    });
  });

  it("lets a session that began before codes were on add and remove nothing until it typed one", async () => {
    const before = aBrowser(portal);
    await before.submit("/sign-in", "/sign-in", { address, password });
    const form = hiddenFields(textOf(await owner.get("/account/second-factor")));
    const secret = form.secret ?? "";
    await owner.post("/account/second-factor", { ...form, code: codeOf(secret) });
    const refused = await before.get("/account/passkey");
    assert.equal(refused.status, 403);
    assert.match(textOf(refused), /href="\/mpc\/second-factor"/);
    now = new Date(now.getTime() + 60_000);
    await before.submit("/second-factor", "/second-factor", { code: codeOf(secret) });
    assert.equal((await before.get("/account/passkey")).status, 200);
  });

  it("lets whoever signed in by more than a password change what protects it", async () => {
    await portal.context.accounts.addPasskey(address, passkey);
    const { accounts, sessions, clock } = portal.context;
    const known = await accounts.find(address);
    assert.ok(known);
    owner.cookies.set("__Host-session", await startSession(sessions, clock, known, { proved: true, strong: true }));
    assert.equal((await owner.get("/account/second-factor")).status, 200);
    const form = hiddenFields(textOf(await owner.get("/account")));
    assert.equal((await owner.post("/account/passkey/remove", { ...form, id: "key" })).status, 303);
    assert.deepEqual(Object.keys(account()?.passkeys ?? {}), []);
  });

  it("is read at once by a browser that waited for a code when codes were turned off elsewhere", async () => {
    const form = hiddenFields(textOf(await owner.get("/account/second-factor")));
    const secret = form.secret ?? "";
    await owner.post("/account/second-factor", { ...form, code: codeOf(secret) });
    const waiting = aBrowser(portal);
    await waiting.submit("/sign-in", "/sign-in", { address, password });
    now = new Date(now.getTime() + 60_000);
    const off = hiddenFields(textOf(await owner.get("/account")));
    assert.equal((await owner.post("/account/second-factor/off", { ...off, code: codeOf(secret) })).status, 303);
    assert.equal((await waiting.get("/inbox")).status, 200);
  });
});
