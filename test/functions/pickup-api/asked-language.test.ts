import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { aBrowser, hiddenFields, textOf } from "./a-browser.ts";
import { aPortal } from "./a-portal.ts";

const address = "bob@partner.example";

describe("the language that a browser asks for", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  before(async () => {
    portal = await aPortal();
  });
  const activate = async (language: string, password: string) => {
    const browser = aBrowser(portal);
    const pair = await issueActivation(portal.context, portal.context.clock, { address });
    const headers = { "Accept-Language": language };
    const form = hiddenFields(textOf(await browser.get(`/a/${pair.token}`, headers)));
    const fields = { ...form, name: "Bob", "activation-password": pair.activationPassword, password };
    await browser.post(`/a/${pair.token}`, fields, headers);
    return browser;
  };

  it("at activation is kept for mails, and not changed by a reset elsewhere", async () => {
    await activate("fr-CH, fr;q=0.9, en;q=0.8", "violet tractor hums");
    assert.equal(portal.accounts.state.accounts.get(address)?.askedLanguage, "fr");
    const browser = await activate("ja", "seventeen quiet maples");
    const account = portal.accounts.state.accounts.get(address);
    assert.deepEqual([account?.askedLanguage, account?.language], ["fr", undefined]);
    const page = textOf(await browser.get("/inbox", { "Accept-Language": "de" }));
    assert.match(page, /<html lang="de"/, "pages still follow the browser");
  });
});
