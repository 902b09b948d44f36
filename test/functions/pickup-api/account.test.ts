import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { codeAt } from "../../../src/accounts/code-generator.ts";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, hiddenFields, textOf } from "./a-browser.ts";
import { aPortal } from "./a-portal.ts";

const password = "violet tractor hums";
const address = "bob@partner.example";
const chrome = { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/149.0 Safari/537.36" };

describe("an account's owner", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let browser: ReturnType<typeof aBrowser>;
  let now = Date.parse("2026-11-22T10:00:00Z");
  beforeEach(async () => {
    now = Date.parse("2026-11-22T10:00:00Z");
    portal = await aPortal({ now: () => new Date(now) });
    browser = aBrowser(portal);
    portal.mailbox.put(aDeposit(), aView());
    await activate(browser);
  });
  const activate = async (one: ReturnType<typeof aBrowser>, reset = false, chosen = password) => {
    const pair = await issueActivation(portal.context, portal.context.clock, { address, ...(reset && { reset }) });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password: chosen };
    return one.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
  };
  const effects = () =>
    portal.accounts.state.effects.map((effect) => ("change" in effect ? effect.change : effect.kind));
  const signIn = async (one = aBrowser(portal), to = "/sign-in") =>
    [one, await one.submit(to, "/sign-in", { address, password })] as const;
  const step = () => Math.floor(now / 30_000);
  /** Turns codes on and answers the secret and the recovery codes. */
  const turnOn = async () => {
    const form = hiddenFields(textOf(await browser.get("/account/second-factor")));
    const secret = form.secret ?? "";
    const shown = await browser.post("/account/second-factor", { ...form, code: codeAt(secret, step()) });
    const codes = [...textOf(shown).matchAll(/<bdi>([0-9a-z]{4}(?:-[0-9a-z]{4}){3})<\/bdi>/g)].map(
      ([, code = ""]) => code,
    );
    now += 60_000;
    return { secret, codes };
  };

  it("sets name, language, time zone and phrase, and is told what is wrong", async () => {
    const form = hiddenFields(textOf(await browser.get("/account")));
    for (const [fields, words] of [
      [{ name: "\u0000 \n" }, /Enter your name/],
      [{ name: "Bob", "time-zone": "Mars/Olympus" }, /not a time zone/],
    ] as const) {
      const refused = await browser.post("/account", { ...form, ...fields });
      assert.equal(refused.status, 422);
      assert.match(textOf(refused), words);
    }
    const all = { name: "Bob \u202eD\r\n\u{1F600}", language: "en", "time-zone": "Asia/Tokyo", phrase: "green\nheron" };
    assert.equal((await browser.post("/account", { ...form, ...all })).status, 303);
    const { name, language, timeZone, phrase } = portal.accounts.state.accounts.get(address) ?? {};
    assert.deepEqual([name, language, timeZone, phrase], ["Bob D \u{1F600}", "en", "Asia/Tokyo", "green heron"]);
    assert.match(textOf(await browser.get("/messages/m1")), /6:10 PM GMT\+9/);
    await browser.post("/account", { ...form, name: "B", language: "tlh", phrase: "", "time-zone": "" });
    assert.equal(portal.accounts.state.accounts.get(address)?.phrase, undefined);
  });

  it("changes the password, which signs out every other browser and is told by mail", async () => {
    const [other] = await signIn();
    const form = hiddenFields(textOf(await browser.get("/account")));
    const change = (fields: Record<string, string>) => browser.post("/account/password", { ...form, ...fields });
    assert.match(
      textOf(await change({ current: "wrong", password: "quiet lanterns drift" })),
      /not your present password/,
    );
    assert.match(textOf(await change({ current: password, password: "short" })), /too short/);
    const done = await change({ current: password, password: "quiet lanterns drift" });
    assert.equal(done.headers.location, "/mpc/account?note=password-changed");
    assert.equal((await browser.get("/account")).status, 200);
    assert.equal((await other.get("/account")).status, 303);
    assert.equal(effects().at(-1), "password-changed");
  });

  it("sees the sessions and ends them all", async () => {
    const [other] = await signIn();
    assert.equal([...textOf(await browser.get("/account")).matchAll(/<time /g)].length, 2);
    const form = hiddenFields(textOf(await browser.get("/account")));
    const out = await browser.post("/account/sign-out-everywhere", form);
    assert.equal(out.headers.location, "/mpc/sign-in?out=1");
    assert.equal((await other.get("/inbox")).status, 303);
    assert.equal(effects().at(-1), "signed-out-everywhere");
  });

  it("is told by mail of a browser that signs in for the first time, and only then", async () => {
    assert.deepEqual(effects(), []);
    const fresh = aBrowser(portal);
    const form = hiddenFields(textOf(await fresh.get("/sign-in")));
    await fresh.post("/sign-in", { ...form, address, password }, chrome);
    assert.deepEqual(portal.accounts.state.effects, [
      { kind: "account-changed", address, change: "new-device", device: "Chrome, Linux" },
    ]);
    fresh.cookies.delete("__Host-session");
    await signIn(fresh);
    await signIn(browser);
    assert.equal(effects().length, 1);
  });

  it("turns codes on only by a code, and is then asked for one", async () => {
    const form = hiddenFields(textOf(await browser.get("/account/second-factor")));
    assert.equal((await browser.post("/account/second-factor", { ...form, code: "000000" })).status, 422);
    const { secret, codes } = await turnOn();
    assert.equal(codes.length, 10);
    const [fresh, answer] = await signIn();
    assert.equal(answer.headers.location, "/mpc/inbox");
    for (const url of [
      "/inbox",
      "/messages/m1",
      "/messages/m1/body",
      "/messages/m1/message.eml",
      "/account",
      "/sent",
    ]) {
      const refused = await fresh.get(url);
      assert.match(refused.headers.location ?? "", /^\/mpc\/second-factor/, url);
    }
    const before = fresh.cookies.get("__Host-session");
    const wrong = await fresh.submit("/second-factor?message=m1", "/second-factor", { code: "123456" });
    assert.equal(wrong.status, 422);
    const right = await fresh.submit("/second-factor?message=m1", "/second-factor", { code: codeAt(secret, step()) });
    assert.equal(right.headers.location, "/mpc/messages/m1");
    assert.notEqual(fresh.cookies.get("__Host-session"), before);
    assert.equal((await fresh.get("/messages/m1")).status, 200);
  });

  it("is shown the recovery codes that are kept, however often the form is sent", async () => {
    const form = hiddenFields(textOf(await browser.get("/account/second-factor")));
    const fields = { ...form, code: codeAt(form.secret ?? "", step()) };
    const old = browser.cookies.get("__Host-session") ?? "";
    const shown = await Promise.all([1, 2].map(() => browser.post("/account/second-factor", fields)));
    shown.push(await browser.post("/account/second-factor", fields));
    const codes = shown.map((page) =>
      textOf(page)
        .match(/<bdi>([0-9a-z]{4}-){3}[0-9a-z]{4}<\/bdi>/g)
        ?.join(),
    );
    assert.equal(new Set(codes).size, 1);
    const other = hiddenFields(textOf(await browser.get("/account")));
    const another = { ...other, secret: "B".repeat(32), code: codeAt("B".repeat(32), step()) };
    assert.equal((await browser.post("/account/second-factor", another)).headers.location, "/mpc/account");
    assert.notEqual(browser.cookies.get("__Host-session"), old);
    now += 60_000;
    const [fresh] = await signIn();
    const code = /<bdi>([\w-]{19})<\/bdi>/.exec(codes[0] ?? "")?.[1] ?? "";
    assert.equal((await fresh.submit("/second-factor", "/second-factor", { code })).status, 303);
  });

  it("cannot use a code twice, nor a recovery code", async () => {
    const { secret, codes } = await turnOn();
    const code = codeAt(secret, step());
    for (const [typed, status] of [
      [code, 303],
      [code, 422],
      [codes[0] ?? "", 303],
      [codes[0] ?? "", 422],
    ] as const) {
      const [fresh] = await signIn();
      assert.equal((await fresh.submit("/second-factor", "/second-factor", { code: typed })).status, status);
    }
    assert.ok(effects().includes("recovery-used"));
  });

  it("keeps the codes through a reset of the password", async () => {
    const { secret } = await turnOn();
    const fresh = aBrowser(portal);
    await activate(fresh, true, "quiet lanterns drift");
    assert.match((await fresh.get("/inbox")).headers.location ?? "", /second-factor/);
    const right = await fresh.submit("/second-factor", "/second-factor", { code: codeAt(secret, step()) });
    assert.equal(right.headers.location, "/mpc/inbox");
    assert.ok(portal.accounts.state.accounts.get(address)?.generator);
  });

  it("turns codes off only with a code", async () => {
    const { secret } = await turnOn();
    const form = hiddenFields(textOf(await browser.get("/account")));
    assert.equal((await browser.post("/account/second-factor/off", { ...form, code: "111111" })).status, 422);
    assert.equal(
      (await browser.post("/account/second-factor/off", { ...form, code: codeAt(secret, step()) })).status,
      303,
    );
    assert.equal(effects().at(-1), "second-factor-off");
    const [fresh] = await signIn();
    assert.equal((await fresh.get("/inbox")).status, 200);
  });

  it("is slowed by many codes, and not locked out elsewhere", async () => {
    const { secret } = await turnOn();
    const [fresh] = await signIn();
    for (let count = 0; count < 10; count += 1)
      await fresh.submit("/second-factor", "/second-factor", { code: "123456" });
    assert.equal(
      (await fresh.submit("/second-factor", "/second-factor", { code: codeAt(secret, step()) })).status,
      429,
    );
    const [elsewhere] = await signIn(aBrowser(portal, "198.51.100.7"));
    assert.equal(
      (await elsewhere.submit("/second-factor", "/second-factor", { code: codeAt(secret, step()) })).status,
      303,
    );
  });
});
