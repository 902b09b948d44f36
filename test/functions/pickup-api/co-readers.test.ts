import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { issueMessageLink } from "../../../src/accounts/issue-message-link.ts";
import { encryptionProfile } from "../../../src/contracts/policies.ts";
import type { Effect } from "../../../src/tracking/outbox.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, hiddenFields, textOf } from "./a-browser.ts";
import { aPortal } from "./a-portal.ts";

const password = "violet tractor hums";
const mailbox = "info@partner.example";
const anna = "anna@partner.example";
const page = "/account/co-readers";

describe("a shared mailbox", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let owner: ReturnType<typeof aBrowser>;
  beforeEach(async () => {
    portal = await aPortal();
    owner = await signedIn(mailbox, "Ines");
    const file = { name: "offer.txt", type: "text/plain", size: 5, inline: false };
    const view = aView({ to: [mailbox], cc: [anna], subject: "Your offer", text: "The offer.", attachments: [file] });
    portal.mailbox.put(aDeposit({ address: mailbox, subject: "Your offer" }), view, [Buffer.from("offer")]);
    portal.accounts.state.effects.length = 0;
  });
  const signedIn = async (address: string, name: string) => {
    const browser = aBrowser(portal);
    const pair = await issueActivation(portal.context, portal.context.clock, { address });
    const fields = { name, "activation-password": pair.activationPassword, password };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    return browser;
  };
  const invite = (address: string, current = password) => owner.submit(page, page, { address, current });
  const effects = (kind: Effect["kind"]) => portal.accounts.state.effects.filter((effect) => effect.kind === kind);
  const boxOf = (html: string) => /href="\/mpc(\/inbox\?box=[\w-]{16})"/.exec(html)?.[1] ?? "none";

  it("is read by who was invited, under their own name, each with a line in tracking", async () => {
    assert.equal((await invite(` ${anna.toUpperCase()} `)).headers.location, `/mpc${page}?note=invited`);
    assert.deepEqual(effects("co-reader-invited"), [{ kind: "co-reader-invited", mailbox, reader: anna }]);
    assert.deepEqual(effects("account-changed"), [
      { kind: "account-changed", address: mailbox, change: "co-reader-added", who: anna },
    ]);
    const reader = await signedIn(anna, "Anna Meier");
    const inbox = textOf(await reader.get(boxOf(textOf(await reader.get("/inbox")))));
    assert.match(inbox, /Your offer/);
    const shown = textOf(await reader.get("/messages/m1"));
    assert.match(shown, /<dt>Mailbox<\/dt><dd><bdi>info@partner\.example/);
    assert.match(textOf(await reader.get("/messages/m1/body")), /The offer/);
    await reader.get("/messages/m1/attachments/0");
    await reader.get("/messages/m1/attachments/0");
    await reader.get("/messages/m1");
    await owner.get("/messages/m1");
    assert.deepEqual(portal.mailbox.notes, [
      "read m1 by Anna Meier <anna@partner.example>",
      "downloaded m1 attachment 1 by Anna Meier <anna@partner.example>",
      "read m1",
    ]);
    assert.match(textOf(await owner.get(page)), /Anna Meier/);
  });

  it("says nothing of an account before the invited person has read something", async () => {
    await signedIn(anna, "Anna Meier");
    await invite(anna);
    const shown = textOf(await owner.get(page));
    assert.doesNotMatch(shown, /Anna Meier/);
    assert.match(shown, /Invited/);
  });

  it("is not anybody else's, and no longer theirs who were removed or left", async () => {
    const [reader, eve] = [await signedIn(anna, "Anna"), await signedIn("eve@partner.example", "Eve")];
    await invite(anna);
    const box = boxOf(textOf(await reader.get("/inbox")));
    assert.equal((await eve.get("/messages/m1")).status, 404);
    assert.doesNotMatch(textOf(await eve.get(box)), /Your offer/);
    await owner.submit(page, `${page}/remove`, { address: anna });
    for (const path of ["/messages/m1", "/messages/m1/body", "/messages/m1/attachments/0", "/messages/m1/message.eml"])
      assert.equal((await reader.get(path)).status, 404, path);
    assert.doesNotMatch(textOf(await reader.get(box)), /Your offer/);
    assert.equal(effects("account-changed").at(-1)?.kind, "account-changed");
    await invite(anna);
    await reader.submit(page, `${page}/leave`, { address: mailbox });
    assert.equal((await reader.get("/messages/m1")).status, 404);
  });

  it("ends for all when its message is suspended, recalled, expired, or deleted by its owner", async () => {
    await invite(anna);
    const reader = await signedIn(anna, "Anna");
    const put = (over: Parameters<typeof aDeposit>[0]) => portal.mailbox.put(aDeposit({ address: mailbox, ...over }));
    for (const over of [
      { state: "suspended" },
      { state: "recalled" },
      { state: "expired" },
      { expiresAt: "2020-01-01T00:00:00Z" },
    ] as const) {
      put(over);
      assert.equal((await reader.get("/messages/m1")).status, 410, JSON.stringify(over));
    }
    put({});
    assert.equal((await reader.get("/messages/m1")).status, 200);
    await owner.submit("/messages/m1/delete", "/messages/m1/delete", {});
    assert.equal((await reader.get("/messages/m1")).status, 410);
  });

  it("cannot be emptied by a co-reader, nor opened by one where a second factor is asked for", async () => {
    await invite(anna);
    const reader = await signedIn(anna, "Anna");
    assert.doesNotMatch(textOf(await reader.get("/messages/m1")), /m1\/delete/);
    const form = hiddenFields(textOf(await reader.get("/inbox")));
    assert.equal((await reader.post("/messages/m1/delete", form)).status, 404);
    assert.equal((await owner.get("/messages/m1")).status, 200);
    const rules = encryptionProfile.parse({ id: "strict", signIn: "second-factor" });
    portal.mailbox.put(aDeposit({ address: mailbox, rules }));
    assert.equal((await reader.get("/messages/m1")).status, 403);
  });

  it("is answered in its name by who writes, who is not among those answered", async () => {
    await invite(anna);
    const reader = await signedIn(anna, "Anna Meier");
    const form = hiddenFields(textOf(await reader.get("/messages/m1/reply?all=1")));
    const sent = await reader.post("/messages/m1/reply", { ...form, text: "We take it.", do: "send" });
    const letterId = /\/sent\/([\w-]+)/.exec(sent.headers.location ?? "")?.[1] ?? "";
    const letter = await portal.context.letters.find(anna, letterId);
    assert.deepEqual([letter?.mailbox, letter?.authorName], [mailbox, "Anna Meier"]);
    assert.deepEqual([letter?.to, letter?.outsiders], [["anna.berger@northwind.example"], []]);
    assert.equal(portal.mailbox.notes.at(-1), "replied m1 by Anna Meier <anna@partner.example>");
    assert.match(textOf(await reader.get(`/sent/${letterId}`)), /We take it/);
    assert.equal((await owner.get(`/sent/${letterId}`)).status, 404, "what one writes stays one's own");
  });

  it("is reached by the link in its mail, signed in as oneself", async () => {
    await invite(anna);
    const reader = await signedIn(anna, "Anna");
    const expiresAt = new Date("2099-01-01");
    const token = await issueMessageLink(portal.context, portal.context.clock, {
      address: mailbox,
      messageId: "m1",
      expiresAt,
    });
    assert.equal((await reader.get(`/m/${token}`)).headers.location, "/mpc/messages/m1");
    const fresh = aBrowser(portal);
    assert.match(textOf(await fresh.get(`/m/${token}`)), /sign in with your own address/);
    const signed = await fresh.submit(`/m/${token}`, "/sign-in", { address: anna, password });
    assert.equal(
      (await fresh.get((signed.headers.location ?? "").replace("/mpc", ""))).headers.location,
      "/mpc/messages/m1",
    );
    const eve = await signedIn("eve@partner.example", "Eve");
    assert.equal((await eve.get(`/m/${token}`)).status, 403);
  });

  for (const [what, address, current, status] of [
    ["another domain", "anna@elsewhere.example", password, 422],
    ["the mailbox itself", mailbox, password, 422],
    ["no address", "anna", password, 422],
    ["a wrong password", anna, "not the password", 422],
  ] as const) {
    it(`is not opened for ${what}`, async () => {
      assert.equal((await invite(address, current)).status, status);
      assert.deepEqual(portal.accounts.state.effects, []);
      assert.deepEqual(await portal.context.coReaders.of(mailbox), []);
    });
  }

  it("sends no flood of invitations", async () => {
    for (let index = 0; index < 25; index += 1) {
      portal.accounts.state.counts.delete(
        [...portal.accounts.state.counts.keys()].find((key) => key.startsWith(`co-reader/${mailbox}`)) ?? "",
      );
      await invite(`p${index}@partner.example`);
    }
    assert.equal(effects("co-reader-invited").length, 20);
  });
});
