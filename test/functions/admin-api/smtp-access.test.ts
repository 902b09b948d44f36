import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { selfSigned } from "../../../local/smtp/certificate.ts";
import { type ABrowser, type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";

const path = "/api/smtp-access";

describe("the sign-in at the company's own mail server, in the admin API", () => {
  let api: AnAdminApi;
  let owner: ABrowser;
  before(async () => {
    api = await anAdminApi({ smtpRoute: "smtp://mail.company.example:587" });
    owner = api.browser();
    await owner.signInFirstTime("admin", await api.first());
  });
  after(() => api.close());
  const save = (given: object) =>
    owner.ask({ method: "PUT", path, json: { user: "gateway", authority: "", ...given } });

  it("is nobody's at first", async () => {
    const { json } = await owner.ask({ path });
    assert.deepEqual(json, {
      server: "smtp://mail.company.example:587",
      user: null,
      authority: "",
      changedAt: null,
    });
  });

  it("is saved by an owner and told without the password", async () => {
    const { status, body } = await save({ password: "sesame" });
    assert.equal(status, 200);
    assert.doesNotMatch(String(body), /sesame/);
    assert.equal((await owner.ask({ path })).json.user, "gateway");
    assert.equal((await save({})).status, 200, "the password that is kept stays");
  });

  for (const [what, given, code] of [
    ["a new user without a password", { user: "another" }, "password-missing"],
    ["a password without a user", { user: null, password: "sesame" }, "user-missing"],
    ["what is no certificate", { authority: "trust me" }, "not-a-certificate"],
    [
      "a broken certificate",
      { authority: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" },
      "not-a-certificate",
    ],
    [
      "a certificate that has expired",
      { authority: selfSigned(["localhost"], new Date("2001-01-01")).cert },
      "certificate-expired",
    ],
    ["a line break in a user name", { user: "gate\r\nway", password: "sesame" }, "bad-request"],
  ] as const) {
    it(`refuses ${what}`, async () => assert.equal((await save(given)).json.code, code));
  }

  it("takes the certificates of an authority of the company's own", async () => {
    const authority = selfSigned(["localhost"], new Date()).cert.trim();
    assert.equal((await save({ authority: `${authority}\n${authority}` })).status, 200);
  });

  it("is changed by owners alone and read by auditors", async () => {
    for (const [role, read] of [
      ["policy-admin", 403],
      ["help-desk", 403],
      ["reviewer", 403],
      ["auditor", 200],
    ] as const) {
      const browser = api.browser();
      await browser.signInFirstTime(role, await api.person(role, role));
      assert.equal((await browser.ask({ path })).status, read, role);
      const json = { user: null, authority: "" };
      assert.equal((await browser.ask({ method: "PUT", path, json })).status, 403, role);
    }
  });

  it("stands in the audit log without user and password, and in no item in clear", async () => {
    const { Items = [] } = await api.stores.client.send(new ScanCommand({ TableName: api.stores.directory }));
    const entries = Items.filter(({ pk }) => String(pk).startsWith("AUDIT")).map((item) => JSON.stringify(item));
    assert.ok(entries.some((entry) => entry.includes("smtp-access.save")));
    for (const text of [...Items.map((item) => JSON.stringify(item)), ...api.logged])
      assert.doesNotMatch(text, /sesame/);
  });

  it("does not exist where no such server is set up", async () => {
    const other = await anAdminApi();
    try {
      const browser = other.browser();
      await browser.signInFirstTime("admin", await other.first());
      assert.equal((await browser.ask({ path })).json.code, "no-smtp-route");
    } finally {
      await other.close();
    }
  });
});
