import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sessionAnswer } from "../../../src/contracts/admin-api/session.ts";
import { type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";

const password = "four plain words together";

describe("signing in to the console", () => {
  let api: AnAdminApi;
  before(async () => {
    api = await anAdminApi();
  });
  after(() => api.close());
  const session = { path: "/api/session" };

  it("begins as a stranger who is told the portal's name and gets a form token", async () => {
    const told = await api.browser().open();
    const answer = sessionAnswer.parse(told.json);
    assert.equal(answer.signedIn, null);
    assert.equal(answer.portalName, "Northwind Secure Mail");
    assert.equal(told.headers["cache-control"], "no-store");
  });

  it("takes the one-time password until a new one is chosen, then lets in with that alone", async () => {
    const oneTime = await api.person("anna", "owner");
    const browser = api.browser();
    assert.equal((await browser.signIn("anna", oneTime)).status, 200);
    assert.deepEqual((await browser.ask(session)).json.signedIn, {
      userName: "anna",
      role: "owner",
      step: "choose-password",
    });
    const again = api.browser();
    assert.equal((await again.signIn("anna", oneTime)).status, 200, "a session that was lost can be had again");
    assert.equal((await browser.ask(session)).json.signedIn, null, "and the one before has ended");
    const chosen = { method: "POST", path: "/api/session/password", json: { newPassword: password } };
    assert.equal((await again.ask(chosen)).status, 204);
    assert.equal((await again.ask(session)).json.signedIn.step, "set-up-factor");
    assert.equal((await api.browser().signIn("anna", oneTime)).json.code, "sign-in-refused");
    assert.equal((await api.browser().signIn("anna", password)).status, 200);
  });

  it("sets a new session id at every step, in a cookie that no script and no other site can use", async () => {
    const oneTime = await api.person("fixation", "owner");
    const browser = api.browser();
    await browser.open();
    browser.jar.set("__Host-console", "planted");
    const told = await browser.signIn("fixation", oneTime);
    const [cookie = ""] = told.cookies.filter((line) => line.startsWith("__Host-console="));
    assert.match(cookie, /^__Host-console=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    const before = browser.jar.get("__Host-console");
    await browser.ask({ method: "POST", path: "/api/session/password", json: { newPassword: password } });
    const after = browser.jar.get("__Host-console");
    assert.notEqual(before, after);
    browser.jar.set("__Host-console", before ?? "");
    assert.equal((await browser.ask(session)).json.signedIn, null);
  });

  it("signs out on the server: the old cookie is worth nothing", async () => {
    const browser = api.browser();
    await browser.signInFirstTime("leaver", await api.person("leaver", "owner"));
    const held = browser.jar.get("__Host-console") ?? "";
    assert.equal((await browser.ask({ method: "POST", path: "/api/session/sign-out", json: {} })).status, 204);
    assert.equal(browser.jar.has("__Host-console"), false);
    browser.jar.set("__Host-console", held);
    assert.equal((await browser.ask(session)).json.signedIn, null);
  });

  it("answers a wrong password and an unknown user alike", async () => {
    await api.browser().signInFirstTime("known", await api.person("known", "owner"));
    const wrong = await api.browser().signIn("known", "wrong");
    const unknown = await api.browser().signIn("unknown", "wrong");
    assert.equal(wrong.status, 401);
    assert.deepEqual(wrong.json, unknown.json);
    assert.deepEqual(wrong.cookies.length, unknown.cookies.length);
  });

  it("notes nothing of a stranger who knocks, and enters who came in", async (test) => {
    const oneTime = await api.person("knocker", "owner");
    const put = test.mock.method(api.context.acts, "put");
    assert.equal((await api.browser().signIn("knocker", "wrong")).status, 401);
    assert.equal((await api.browser().signIn("knocker", oneTime)).status, 200);
    assert.equal(put.mock.callCount(), 0);
    const entered = (await api.context.trail.after(0, 1000)).map(({ entry }) => `${entry.action} ${entry.object}`);
    assert.equal(entered.filter((act) => act === "session.sign-in s-knocker").length, 1);
  });

  it("refuses a password that is too short or too common, and keeps the session for another try", async () => {
    const browser = api.browser();
    await browser.signIn("chooser", await api.person("chooser", "owner"));
    const choose = (newPassword: string) =>
      browser.ask({ method: "POST", path: "/api/session/password", json: { newPassword } });
    assert.equal((await choose("short")).json.code, "password-too-short");
    assert.equal((await choose("passwordpassword")).json.code, "password-common");
    assert.equal((await choose(password)).status, 204);
  });

  it("stops a network that guesses", async () => {
    const browser = api.browser();
    await browser.open();
    const guess = {
      method: "POST",
      path: "/api/session",
      json: { userName: "x", password: "y" },
      source: "198.51.100.9",
    };
    const codes: string[] = [];
    for (let count = 0; count < 11; count += 1) codes.push((await browser.ask(guess)).json.code);
    assert.equal(codes.at(0), "sign-in-refused");
    assert.equal(codes.at(-1), "too-many-tries");
  });

  it("refuses what comes from another site or without the form token", async () => {
    const browser = api.browser();
    await browser.signInFirstTime("target", await api.person("target", "owner"));
    const signOut = { method: "POST", path: "/api/session/sign-out", json: {} };
    const cross = await browser.ask({ ...signOut, headers: { "sec-fetch-site": "cross-site" } });
    assert.equal(cross.json.code, "foreign-origin");
    const sibling = await browser.ask({ ...signOut, headers: { "sec-fetch-site": "same-site" } });
    assert.equal(sibling.json.code, "foreign-origin");
    const bare = await browser.ask({ ...signOut, headers: { "x-form-token": "" } });
    assert.equal(bare.json.code, "stale-form");
    assert.equal((await browser.ask(session)).json.signedIn.userName, "target");
  });

  it("names the fields of a wrong request, and says nothing secret in the log", async () => {
    const browser = api.browser();
    await browser.open();
    const told = await browser.ask({ method: "POST", path: "/api/session", json: { userName: "", more: 1 } });
    assert.equal(told.status, 400);
    assert.equal(told.headers["content-type"], "application/problem+json");
    assert.match(told.json.title, /userName/);
    assert.equal(told.json.reference, "reference-1");
    assert.ok(!api.logged.join().includes(password));
  });
});
