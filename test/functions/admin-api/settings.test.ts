import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { settingsAnswer } from "../../../src/contracts/admin-api/settings.ts";
import { settingsAtFirst } from "../../../src/contracts/settings.ts";
import { type ABrowser, type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";

describe("settings over the API", () => {
  let api: AnAdminApi;
  let owner: ABrowser;
  before(async () => {
    api = await anAdminApi();
    owner = api.browser();
    await owner.signInFirstTime("admin", await api.first());
  });
  after(() => api.close());
  const save = (version: number, more: object) =>
    owner.ask({ method: "PUT", path: "/api/settings", json: { version, settings: { ...settingsAtFirst, ...more } } });

  it("begin as deployed", async () => {
    const answer = settingsAnswer.parse((await owner.ask({ path: "/api/settings" })).json);
    assert.deepEqual([answer.version, answer.settings], [0, settingsAtFirst]);
    assert.deepEqual(answer.deployed.connectorNetworks, ["192.0.2.0/24"]);
  });

  it("are saved with who and when, and a second writer gets a conflict", async () => {
    const saved = await save(0, { policyTimeZone: "Europe/Berlin" });
    assert.deepEqual([saved.json.version, saved.json.changedBy], [1, "admin"]);
    assert.equal((await save(0, { legalHold: true })).json.code, "conflict");
    assert.equal((await api.context.settings.current()).settings.policyTimeZone, "Europe/Berlin");
  });

  it("enter what changed in the audit log, and that alone", async () => {
    await save(1, { policyTimeZone: "Europe/Berlin", heldTwoPersons: true });
    const [{ entry, details }] = (await owner.ask({ path: "/api/audit?limit=1" })).json.entries;
    assert.deepEqual([entry.action, entry.object], ["settings.save", "settings 2"]);
    assert.deepEqual([details.before, details.after], [{ heldTwoPersons: false }, { heldTwoPersons: true }]);
  });

  it("leave the branding alone, which has a route and an audit entry of its own", async () => {
    const { version } = (await owner.ask({ path: "/api/settings" })).json;
    const saved = await save(version, { heldTellSender: false, brand: { portalName: "Somebody else" } });
    assert.equal(saved.status, 200);
    assert.equal(saved.json.settings.brand.portalName, undefined);
    assert.equal((await api.context.settings.current()).settings.brand.portalName, undefined);
  });

  for (const wrong of [
    { connectorNetworks: [] },
    { connectorNetworks: ["10.0.0.0/7"] },
    { connectorNetworks: ["everywhere"] },
    { defaultExpiryDays: 0 },
    { policyTimeZone: "Mars/Olympus" },
    { brand: { color: "red" } },
    { brand: { logo: { type: "png", data: Buffer.from("<svg onload=alert(1)>").toString("base64") } } },
    { unknown: true },
  ]) {
    it(`refuse ${JSON.stringify(wrong).slice(0, 60)}`, async () => {
      const { version } = (await owner.ask({ path: "/api/settings" })).json;
      assert.equal((await save(version, wrong)).json.code, "bad-request");
    });
  }
});
