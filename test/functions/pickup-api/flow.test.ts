import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { issueMessageLink } from "../../../src/accounts/issue-message-link.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, hiddenFields, textOf } from "./a-browser.ts";
import { aPortal } from "./a-portal.ts";

const password = "violet tractor hums";
const address = "bob@partner.example";

describe("a recipient", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let browser: ReturnType<typeof aBrowser>;
  beforeEach(async () => {
    portal = await aPortal();
    browser = aBrowser(portal);
    portal.mailbox.put(aDeposit(), aView());
  });
  const issue = () => issueActivation(portal.context, portal.context.clock, { address, messageId: "m1" });
  const link = (to = address, messageId = "m1") =>
    issueMessageLink(portal.context, portal.context.clock, {
      address: to,
      messageId,
      expiresAt: new Date("2099-01-01"),
    });
  const activate = async () => {
    const pair = await issue();
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password };
    const reply = await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    return { pair, reply };
  };

  it("activates and lands on the message of the mail", async () => {
    const { reply } = await activate();
    assert.deepEqual([reply.status, reply.headers.location], [303, "/mpc/messages/m1"]);
    const message = await browser.get("/messages/m1");
    assert.match(textOf(message), /<h1 dir="auto">Your contract for signature<\/h1>/);
    assert.deepEqual(portal.accounts.state.effects, [{ kind: "activated", messageId: "m1", recipientId: "r1" }]);
    assert.deepEqual(portal.mailbox.notes, ["activated m1", "read m1"]);
  });

  it("uses nothing up by opening links, however often", async () => {
    const { token } = await issue();
    const known = await link();
    const before = JSON.stringify([
      [...portal.accounts.state.activations],
      [...portal.accounts.state.open],
      [...portal.mailbox.deposits],
    ]);
    for (let count = 0; count < 20; count += 1) {
      for (const url of [`/a/${token}`, `/m/${known}`, "/", "/sign-in", `/forgot-password?link=${known}`]) {
        assert.ok((await aBrowser(portal).get(url)).status < 400);
      }
    }
    const after = JSON.stringify([
      [...portal.accounts.state.activations],
      [...portal.accounts.state.open],
      [...portal.mailbox.deposits],
    ]);
    assert.equal(after, before);
    assert.deepEqual(portal.accounts.state.effects, []);
  });

  it("signs in from a message link, whose address is filled in, straight to the message", async () => {
    await activate();
    browser.cookies.clear();
    const token = await link();
    const page = textOf(await browser.get(`/m/${token}`));
    assert.match(page, /value="bob@partner\.example"/);
    const reply = await browser.post("/sign-in", { ...hiddenFields(page), address, password });
    assert.deepEqual([reply.status, reply.headers.location], [303, "/mpc/messages/m1"]);
    const again = await browser.get(`/m/${token}`);
    assert.deepEqual([again.status, again.headers.location], [303, "/mpc/messages/m1"]);
  });

  it("is led from a used activation link to signing in", async () => {
    const { pair } = await activate();
    browser.cookies.clear();
    assert.match(textOf(await browser.get(`/a/${pair.token}`)), /already used or replaced/);
  });

  it("gets a new session at sign-in, and the old one ends", async () => {
    await activate();
    const first = browser.cookies.get("__Host-session") ?? "";
    await browser.submit("/forgot-password", "/sign-in", { address, password });
    assert.notEqual(browser.cookies.get("__Host-session"), first);
    browser.cookies.set("__Host-session", first);
    assert.equal((await browser.get("/inbox")).headers.location, "/mpc/sign-in");
  });

  it("is sent to sign in when the session ended, and back to the message", async () => {
    await activate();
    browser.cookies.delete("__Host-session");
    const refused = await browser.get("/messages/m1");
    assert.deepEqual([refused.status, refused.headers.location], [303, "/mpc/sign-in?message=m1"]);
    const reply = await browser.submit("/sign-in?message=m1", "/sign-in", { address, password });
    assert.equal(reply.headers.location, "/mpc/messages/m1");
  });

  it("signs out on the server and in the browser", async () => {
    await activate();
    const session = browser.cookies.get("__Host-session") ?? "";
    const reply = await browser.submit("/inbox", "/sign-out", {});
    assert.equal(reply.headers.location, "/mpc/sign-in?out=1");
    assert.equal(browser.cookies.has("__Host-session"), false);
    browser.cookies.set("__Host-session", session);
    assert.equal((await browser.get("/inbox")).status, 303);
  });

  it("chooses a new password by a reset, which ends the other sessions and is told by mail", async () => {
    await activate();
    const elsewhere = aBrowser(portal);
    const asked = await elsewhere.submit("/forgot-password", "/forgot-password", { address });
    assert.match(textOf(asked), /Check your email/);
    assert.deepEqual(portal.accounts.state.effects.at(-1), { kind: "reset-password", address });
    const pair = await issueActivation(portal.context, portal.context.clock, { address, reset: true });
    const fields = { "activation-password": pair.activationPassword, password: "quiet lanterns drift" };
    const reply = await elsewhere.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    assert.equal(reply.headers.location, "/mpc/inbox");
    assert.deepEqual(portal.accounts.state.effects.at(-1), { kind: "password-changed", address });
    assert.equal((await browser.get("/inbox")).status, 303);
  });

  it("leaves no session behind in a browser where another address is activated", async () => {
    await activate();
    const held = browser.cookies.get("__Host-session") ?? "";
    const pair = await issueActivation(portal.context, portal.context.clock, { address: "carol@third.example" });
    const fields = { name: "Carol", "activation-password": pair.activationPassword, password };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    assert.match(textOf(await browser.get("/account")), /carol@third\.example/);
    browser.cookies.set("__Host-session", held);
    assert.equal((await browser.get("/inbox")).status, 303);
  });

  it("is told that a message was sent to another address, without that address", async () => {
    await activate();
    const token = await link("carol@third.example");
    const reply = await browser.get(`/m/${token}`);
    assert.equal(reply.status, 403);
    assert.match(textOf(reply), /c…@t…/);
    assert.doesNotMatch(textOf(reply), /carol/);
    const out = await browser.submit(`/m/${token}`, "/sign-out", {});
    assert.equal(out.headers.location, `/mpc/m/${token}`);
  });

  for (const [state, words] of [
    ["recalled", /was recalled/],
    ["expired", /has expired/],
    ["suspended", /is paused/],
  ] as const) {
    it(`is told honestly that a message is ${state}`, async () => {
      await activate();
      portal.mailbox.put(aDeposit({ state }), aView());
      const reply = await browser.get("/messages/m1");
      assert.equal(reply.status, 410);
      assert.match(textOf(reply), words);
      assert.equal((await browser.get("/messages/m1/body")).status, 410);
      assert.equal((await browser.get("/messages/m1/message.eml")).status, 410);
    });
  }

  it("finds a message expired from its time on, and recalled once its key is gone", async () => {
    await activate();
    portal.mailbox.put(aDeposit({ expiresAt: "2026-01-01T00:00:00.000Z" }), aView());
    assert.match(textOf(await browser.get("/messages/m1")), /has expired/);
    portal.mailbox.put(aDeposit(), aView());
    portal.mailbox.keys.clear();
    assert.match(textOf(await browser.get("/messages/m1")), /was recalled/);
  });

  it("pages through many messages", async () => {
    await activate();
    for (let count = 10; count < 70; count += 1) {
      portal.mailbox.put(
        aDeposit({
          messageId: `n${count}`,
          recipientId: "r1",
          subject: `Subject ${count}`,
          receivedAt: `2026-10-01T10:${count - 10}:00.000Z`,
        }),
      );
    }
    const seen = new Set<string>();
    let url = "/inbox";
    for (let page = 0; page < 3; page += 1) {
      const html = textOf(await browser.get(url));
      for (const [, id = ""] of html.matchAll(/\/messages\/(\w+)"/g)) seen.add(id);
      url = /href="\/mpc(\/inbox\?page=[^"]+)"/.exec(html)?.[1] ?? url;
    }
    assert.equal(seen.size, 61);
  });

  it("marks a message read by looking at it, once", async () => {
    await activate();
    assert.deepEqual(portal.mailbox.notes, ["activated m1"]);
    await browser.get("/messages/m1");
    await browser.get("/messages/m1");
    assert.deepEqual(portal.mailbox.notes, ["activated m1", "read m1"]);
  });
});
