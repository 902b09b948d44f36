import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { type EncryptionProfile, encryptionProfile } from "../../../src/contracts/policies.ts";
import { referenceOf } from "../../../src/tracking/reference.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, hiddenFields, textOf } from "./a-browser.ts";
import { anEvent, aPortal } from "./a-portal.ts";

const address = "bob@partner.example";
const letter = "l".repeat(24);

describe("what an encryption profile allows", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let browser: ReturnType<typeof aBrowser>;
  beforeEach(async () => {
    portal = await aPortal();
    browser = aBrowser(portal);
    const pair = await issueActivation(portal.context, portal.context.clock, { address });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password: "violet tractor hums" };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    portal.accounts.state.effects.length = 0;
  });
  const put = (change: Partial<EncryptionProfile>, over: Parameters<typeof aDeposit>[0] = {}) =>
    portal.mailbox.put(
      aDeposit({ rules: encryptionProfile.parse({ id: "p", ...change }), ...over }),
      aView({ to: [address, "carol@third.example", "kim@northwind.example"] }),
    );
  const post = async (path: string, fields: Record<string, string>) => {
    const form = hiddenFields(textOf(await browser.get("/inbox")));
    return browser.post(path, { ...form, letter, text: "x", do: "send", ...fields });
  };
  const upload = async (path: string, kind: string) => {
    const form = hiddenFields(textOf(await browser.get("/inbox")));
    const query = new URLSearchParams({ letter, kind, file: "file-0001", name: "a.txt", size: "1", part: "0" });
    const headers = {
      Cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      "Content-Type": "application/octet-stream",
      "Sec-Fetch-Site": "same-origin",
      "X-Form-Token": form["form-token"] ?? "",
    };
    return portal.call(anEvent("POST", `${path}/parts?${query}`, { headers, body: Buffer.from("a") }));
  };
  const nothingKept = () =>
    assert.deepEqual([[...portal.letters.keptLetters], portal.accounts.state.effects], [[], []]);
  const sent = async () => {
    const [effect] = portal.accounts.state.effects;
    return effect?.kind === "reply" ? portal.context.letters.find(effect.address, effect.letterId) : null;
  };

  it("closes every way to reply where it allows none", async () => {
    put({ replyAllowed: false, replyAllAllowed: false });
    const page = textOf(await browser.get("/messages/m1"));
    assert.doesNotMatch(page, /\/reply/);
    for (const path of ["/messages/m1/reply", "/messages/m1/reply?all=1"])
      assert.equal((await browser.get(path)).status, 403, path);
    for (const kind of ["reply", "reply-all", "new", "?"]) {
      for (const act of ["send", "save"])
        assert.equal((await post("/messages/m1/reply", { kind, do: act, to: "ceo@northwind.example" })).status, 403);
      assert.ok([400, 403].includes((await upload("/messages/m1/reply", kind)).status), kind);
    }
    nothingKept();
  });

  it("closes reply all alone", async () => {
    put({ replyAllAllowed: false });
    assert.equal((await browser.get("/messages/m1/reply?all=1")).status, 403);
    assert.equal((await post("/messages/m1/reply", { kind: "reply-all" })).status, 403);
    assert.equal((await upload("/messages/m1/reply", "reply-all")).status, 403);
    nothingKept();
    assert.equal((await post("/messages/m1/reply", { kind: "reply" })).status, 303);
    assert.deepEqual((await sent())?.to, ["anna.berger@northwind.example"]);
  });

  it("lets nobody write to addresses of their choice by calling it a reply", async () => {
    put({});
    await post("/messages/m1/reply", { kind: "new", to: "ceo@northwind.example", subject: "Pay this" });
    const letterSent = await sent();
    assert.deepEqual([letterSent?.to, letterSent?.outsiders], [["anna.berger@northwind.example"], []]);
    assert.equal(letterSent?.subject, "Re: Your contract for signature");
  });

  for (const [what, over] of [
    ["no message of theirs allows it", null],
    ["the one that allows it was recalled", { state: "recalled" }],
    ["the one that allows it is suspended", { state: "suspended" }],
    ["the one that allows it expired", { expiresAt: "2020-01-01T00:00:00Z" }],
    ["they deleted the one that allows it", { removedAt: "2026-11-21T00:00:00Z" }],
  ] as const) {
    it(`lets nobody write new messages where ${what}`, async () => {
      put({ composeAllowed: over !== null }, over ?? {});
      assert.equal((await browser.get("/compose")).status, 403);
      assert.equal((await post("/compose", { to: "ceo@northwind.example" })).status, 403);
      assert.equal((await upload("/compose", "new")).status, 403);
      nothingKept();
    });
  }

  it("leaves the code of the mail on the message's page", async () => {
    put({});
    assert.match(
      textOf(await browser.get("/messages/m1")),
      new RegExp(`<dt>Reference</dt><dd><bdi>${referenceOf("m1")}`),
    );
  });
});
