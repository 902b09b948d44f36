import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { routes } from "../../../functions/pickup-api/routes/index.ts";
import { codeAt } from "../../../src/accounts/code-generator.ts";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { encryptionProfile } from "../../../src/contracts/policies.ts";
import { referenceOf } from "../../../src/tracking/reference.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, hiddenFields, textOf } from "./a-browser.ts";
import { aPortal } from "./a-portal.ts";

const address = "bob@partner.example";
const password = "violet tractor hums";
const secret = "words under a second factor";
const rules = encryptionProfile.parse({ id: "strict", signIn: "second-factor" });
const passkey = { id: "key", publicKey: "", counter: 0, name: "Phone", createdAt: "2026-11-22T10:00:00.000Z" };

describe("a message whose profile asks for a second factor", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let browser: ReturnType<typeof aBrowser>;
  let now: Date;
  beforeEach(async () => {
    now = new Date();
    portal = await aPortal({ now: () => now });
    browser = aBrowser(portal);
    const pair = await issueActivation(portal.context, portal.context.clock, { address });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    const file = { name: "secret.txt", type: "text/plain", size: secret.length, inline: false };
    const view = aView({ subject: "Strict", text: secret, attachments: [file] });
    portal.mailbox.put(aDeposit({ rules }), view, [Buffer.from(secret)]);
    portal.mailbox.put(aDeposit({ messageId: "plain" }), aView({ text: "anybody" }));
  });
  const setUpCodes = async (page: string) => {
    const form = hiddenFields(textOf(await browser.get(page)));
    const code = codeAt(form.secret ?? "", Math.floor(now.getTime() / 30_000));
    return { shown: await browser.post("/account/second-factor", { ...form, code }), secret: form.secret ?? "" };
  };

  for (const { method, path } of routes.filter((route) => route.path.startsWith("/messages/"))) {
    it(`gives nothing of it to a session begun with a password alone: ${method} ${path}`, async () => {
      const url = path.replace("{messageId}", "m1").replace("{number}", "0");
      const form = hiddenFields(textOf(await browser.get("/inbox")));
      const reply =
        method === "GET"
          ? await browser.get(url)
          : await browser.post(url, { ...form, letter: "b".repeat(24), text: "x", do: "send" });
      assert.equal(textOf(reply).includes(secret), false);
      if (!path.endsWith("/parts")) assert.equal(reply.status, 403);
      assert.deepEqual(portal.mailbox.notes, []);
      assert.equal([...portal.letters.keptLetters].length, 0);
      assert.equal(portal.mailbox.keys.has("m1/r1"), true, "and its key is not destroyed");
    });
  }

  it("says so on a page that leads to codes and back to the message", async () => {
    const page = textOf(await browser.get("/messages/m1"));
    assert.match(page, /This message needs one more step/);
    assert.match(page, new RegExp(`Reference: ${referenceOf("m1")}`), "as the mail says");
    const link = /href="\/mpc(\/account\/second-factor\?message=m1)"/.exec(page)?.[1] ?? "none";
    const before = browser.cookies.get("__Host-session");
    const { shown } = await setUpCodes(link);
    assert.match(textOf(shown), /href="\/mpc\/messages\/m1"/);
    assert.notEqual(browser.cookies.get("__Host-session"), before, "a session that can do more is a new one");
    assert.match(textOf(await browser.get("/messages/m1/body")), new RegExp(secret));
    assert.equal((await browser.get("/messages/m1")).status, 200);
  });

  it("asks a session that began before codes were set up elsewhere for one", async () => {
    const other = aBrowser(portal);
    await other.submit("/sign-in", "/sign-in", { address, password });
    const { secret: generator } = await setUpCodes("/account/second-factor");
    assert.match(textOf(await other.get("/messages/m1")), /href="\/mpc\/second-factor\?message=m1"/);
    now = new Date(now.getTime() + 60_000);
    const form = hiddenFields(textOf(await other.get("/second-factor?message=m1")));
    const code = codeAt(generator, Math.floor(now.getTime() / 30_000));
    const proved = await other.post("/second-factor", { ...form, code });
    assert.equal(proved.headers.location, "/mpc/messages/m1");
    assert.equal((await other.get("/messages/m1")).status, 200);
  });

  it("sends who has a passkey to sign in by it, and back", async () => {
    await portal.context.accounts.addPasskey(address, passkey);
    const page = textOf(await browser.get("/messages/m1"));
    assert.match(page, /Sign in with a passkey/);
    const out = await browser.post("/sign-out", hiddenFields(page));
    assert.equal(out.headers.location, "/mpc/sign-in?message=m1");
  });

  it("stays open for a strong session that changes its password, and is closed after a reset by mail", async () => {
    await setUpCodes("/account/second-factor");
    const form = hiddenFields(textOf(await browser.get("/account")));
    await browser.post("/account/password", { ...form, current: password, password: "seventeen quiet maples" });
    assert.equal((await browser.get("/messages/m1")).status, 200);
    const pair = await issueActivation(portal.context, portal.context.clock, { address, reset: true });
    const thief = aBrowser(portal);
    const fields = { "activation-password": pair.activationPassword, password: "stolen mailbox stays out" };
    await thief.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    assert.match((await thief.get("/messages/plain")).headers.location ?? "", /second-factor/);
    assert.notEqual(portal.accounts.state.accounts.get(address)?.generator, undefined);
  });

  it("leaves other messages readable with a password alone", async () => {
    assert.equal((await browser.get("/messages/plain")).status, 200);
  });
});
