import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { simpleParser } from "mailparser";
import type { Language } from "../../../src/contracts/policies.ts";
import { parsePolicies } from "../../../src/policy/parse-policies.ts";
import { type AGateway, aGateway, aMessage } from "../../support/a-gateway.ts";

const bob = "bob@partner.example";
const anna = "anna@company.example";

describe("the language of a mail", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
  });
  after(() => gateway.close());
  beforeEach(() => {
    gateway.accounts.accounts.clear();
    gateway.sent.length = 0;
  });
  const decideBy = (disposition: string, language?: Language, modifiers: readonly unknown[] = []) => {
    const conditions = { type: "recipient-location", settings: { is: "external" } };
    const parsed = parsePolicies({
      version: 1,
      companyDomains: ["company.example"],
      policies: [{ id: "p", name: "P", conditions, disposition, modifiers }],
      encryptionProfiles: [{ id: "default", ...(language && { language }) }],
    });
    gateway.setPolicies(parsed.ok ? parsed.policies : assert.fail());
  };
  const anAccount = (more: { language?: string; askedLanguage?: string }) => {
    const at = "2026-11-20T10:00:00.000Z";
    const account = { address: bob, name: "Bob", passwordHash: "", activatedAt: at, passwordChangedAt: at, epoch: 1 };
    gateway.accounts.accounts.set(bob, { ...account, ...more });
  };
  const languagesOfMails = async (to: string) => {
    const mails = gateway.sent.filter((mail) => mail.to[0] === to);
    return Promise.all(mails.map(async ({ raw }) => String((await simpleParser(raw)).headers.get("content-language"))));
  };

  for (const [profile, account, expected, why] of [
    ["fr", { language: "de", askedLanguage: "ja" }, "de", "the recipient's own choice"],
    ["fr", { askedLanguage: "ja" }, "fr", "the profile's, where nothing was chosen"],
    [
      undefined,
      { askedLanguage: "ja" },
      "ja",
      "what the browser asked for at activation, where the profile says nothing",
    ],
    [undefined, {}, "en", "English, where nobody said anything"],
    ["ar", null, "ar", "the profile's for a new recipient"],
    [undefined, null, "en", "English for a new recipient, where the profile says nothing"],
  ] as const) {
    it(`to a recipient is ${why}`, async () => {
      decideBy("encrypt", profile);
      if (account !== null) anAccount(account);
      await gateway.receive(aMessage());
      assert.deepEqual(await languagesOfMails(bob), [expected]);
    });
  }

  it("to a sender is the profile's: of the notice, of what policies tell, and of what is returned", async () => {
    decideBy("encrypt", "es", [{ type: "notify", settings: { whom: "sender" } }]);
    await gateway.receive(aMessage());
    assert.deepEqual(await languagesOfMails(anna), ["es", "es"]);
    decideBy("return", "pt-BR", [{ type: "notify", settings: { whom: "administrators", addresses: [anna] } }]);
    gateway.sent.length = 0;
    await gateway.receive(aMessage());
    const texts = await Promise.all(gateway.sent.map(async ({ raw }) => (await simpleParser(raw)).subject ?? ""));
    assert.equal(
      texts.some((subject) => /^Devolvida: Hello/.test(subject)),
      true,
      texts.join(" | "),
    );
    assert.deepEqual((await languagesOfMails(anna)).includes("pt-BR"), true);
  });
});
