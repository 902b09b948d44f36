import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { codeAt } from "../../../src/accounts/code-generator.ts";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { limits } from "../../../src/accounts/rate-limit.ts";
import { rulesOf } from "../../../src/tracking/deposit.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, hiddenFields, textOf } from "./a-browser.ts";
import { anEvent, aPortal } from "./a-portal.ts";

const password = "violet tractor hums";
const address = "bob@partner.example";
const reply = "/messages/m1/reply";

describe("what a recipient writes", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let browser: ReturnType<typeof aBrowser>;
  beforeEach(async () => {
    portal = await aPortal();
    browser = aBrowser(portal);
    const pair = await issueActivation(portal.context, portal.context.clock, { address });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    portal.mailbox.put(aDeposit({ rules: { ...rulesOf(aDeposit()), composeAllowed: true } }), aView());
    portal.accounts.state.effects.length = 0;
  });
  const form = async (page = reply) => hiddenFields(textOf(await browser.get(page)));

  for (const to of [
    "<eve@evil.example>@northwind.example",
    "eve@evil.example>@northwind.example",
    'eve@evil.example"@northwind.example',
    "(x)eve@evil.example(@northwind.example",
    "a:eve@evil.example@northwind.example",
    "@northwind.example",
    "anna@northwind.example,<eve@evil.example>@northwind.example",
  ]) {
    it(`never goes to an address in disguise: ${to}`, async () => {
      const fields = { ...(await form("/compose")), text: "Hello", subject: "Hi", do: "send", to };
      const refused = await browser.post("/compose", fields);
      assert.equal(refused.status, 422);
      assert.match(textOf(refused), /addresses of the company only/);
      assert.deepEqual(portal.accounts.state.effects, []);
    });
  }

  it("answers nobody whom a quoted name in the message pretends to be the company's", async () => {
    const replyTo = ['"<eve@evil.example>"@northwind.example'];
    portal.mailbox.put(aDeposit(), aView({ replyTo }));
    await browser.post(reply, { ...(await form()), text: "Yes.", do: "send" });
    const [letter] = portal.letters.keptLetters.values();
    assert.deepEqual(letter?.to, ["anna.berger@northwind.example"]);
  });

  it("has no file under a name that every object knows", async () => {
    const sent = await browser.post(reply, { ...(await form()), text: "Yes.", do: "send" });
    const page = (sent.headers.location ?? "").replace(/^\/mpc|\?.*$/g, "");
    for (const name of ["constructor", "hasOwnProperty", "isPrototypeOf"])
      assert.equal((await browser.get(`${page}/files/${name}`)).status, 404, name);
  });

  it("takes a file whose id is such a name", async () => {
    const fields = await form();
    const query = {
      letter: fields.letter ?? "",
      kind: "reply",
      file: "constructor",
      name: "a.txt",
      size: "3",
      part: "0",
    };
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { Cookie: cookie, "Sec-Fetch-Site": "same-origin", "X-Form-Token": fields["form-token"] ?? "" };
    const url = `${reply}/parts?${new URLSearchParams(query)}`;
    assert.equal((await portal.call(anEvent("POST", url, { headers, body: Buffer.from("abc") }))).status, 200);
    assert.match(textOf(await browser.get(reply)), /a\.txt/);
  });

  it("is kept only so often: nobody fills the store with versions of a draft", async () => {
    const fields = { ...(await form()), do: "save" };
    const last = limits.savesByAccount.max;
    for (let count = 0; count < last; count += 1)
      await portal.context.limiter.take(`letter/save/${address}`, limits.savesByAccount);
    const before = portal.letters.sealedLetters.size;
    const refused = await browser.post(reply, { ...fields, text: "once more" });
    assert.equal(refused.status, 429);
    assert.match(textOf(refused), /once more/, "and what was typed is not lost");
    assert.equal(portal.letters.sealedLetters.size, before);
  });

  it("is shown to be copied when signing in again is tried too often", async () => {
    const fields = { ...(await form()), text: "Hours of work", do: "save" };
    browser.cookies.delete("__Host-session");
    const carried = hiddenFields(textOf(await browser.post(reply, fields)));
    for (let count = 0; count < limits.signInByAccountAndSource.max; count += 1)
      await browser.post("/sign-in", { ...carried, address, password: "wrong" });
    const stopped = await browser.post("/sign-in", { ...carried, address, password });
    assert.equal(stopped.status, 429);
    assert.match(textOf(stopped), /Hours of work/);
  });

  it("is shown to be copied when a code is still to be typed", async () => {
    const fields = { ...(await form()), text: "Hours of work", do: "save" };
    const asked = hiddenFields(textOf(await browser.get("/account/second-factor")));
    const code = codeAt(asked.secret ?? "", Math.floor(Date.now() / 30_000));
    await browser.post("/account/second-factor", { ...asked, code });
    browser.cookies.delete("__Host-session");
    await browser.submit("/sign-in", "/sign-in", { address, password });
    const stopped = await browser.post(reply, fields);
    assert.equal(stopped.status, 403);
    assert.match(textOf(stopped), /Hours of work/);
    assert.match(textOf(stopped), /href="\/mpc\/second-factor\?message=m1"/);
  });
});
