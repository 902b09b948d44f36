import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { comparisonAnswer, versionsAnswer } from "../../../src/contracts/admin-api/policy-versions.ts";
import { policiesText } from "../../../src/policy/policies-text.ts";
import { aPolicyAdmin, inForce, toPartner } from "../../support/a-policy-admin.ts";
import { type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";
import { somePolicies } from "../../support/some-messages.ts";

const test = (expect: object) => ({
  id: "card",
  name: "A card number",
  message: "From: anna@northwind.example\nTo: bob@partner.example\nSubject: pay\n\n4111 1111 1111 1111\n",
  expect,
});

describe("versions of the policies", () => {
  let api: AnAdminApi;
  let admin: Awaited<ReturnType<typeof aPolicyAdmin>>;
  before(async () => {
    api = await anAdminApi();
    await inForce(api);
    admin = await aPolicyAdmin(api, "anna");
  });
  after(() => api.close());

  it("are not published while a golden test fails, which says what happened instead", async () => {
    await admin.change({ put: "tests", value: test({ is: "send" }) });
    const { tests, problems } = (await admin.get("/api/draft/check")).json;
    assert.deepEqual(
      tests.map(({ passed }: { passed: boolean }) => passed),
      [false],
    );
    assert.deepEqual(
      problems.map(({ code }: { code: string }) => code),
      ["test-fails"],
    );
    const told = await admin.publish();
    assert.deepEqual([told.status, told.json.code], [422, "tests-fail"]);
    assert.match(told.json.title, /“A card number” \(bob@partner\.example: encrypted \(“Payment card numbers”\)\)/);
  });

  it("hold their golden tests, which judge every later draft", async () => {
    await admin.change({ put: "tests", value: test({ isNot: "send" }) });
    assert.equal((await admin.publish({ note: "With a test" })).status, 200);
    await admin.change({ remove: "policies", id: "payment-cards" });
    assert.equal((await admin.publish()).json.code, "tests-fail");
    const { revision } = await admin.draft();
    await admin.post("/api/draft/discard", { revision });
  });

  it("are listed newest first, page by page, with who, when, why and what was changed", async () => {
    await admin.change(
      { put: "policies", value: toPartner("partner") },
      { move: "policies", id: "spreadsheets", to: 0 },
    );
    await admin.change({ set: "otherwise", value: { disposition: "encrypt" } });
    await admin.publish({ note: "Third" });
    const first = versionsAnswer.parse((await admin.get("/api/policy-versions?limit=2")).json);
    assert.deepEqual(
      first.versions.map(({ version, publishedBy, note, origin }) => [version, publishedBy, note, origin]),
      [
        [3, "anna", "Third", "console"],
        [2, "anna", "With a test", "console"],
      ],
    );
    const rest = versionsAnswer.parse((await admin.get(`/api/policy-versions?limit=2&before=${first.before}`)).json);
    assert.deepEqual([rest.versions.map(({ version }) => version), rest.before], [[1], undefined]);
    const { differences } = comparisonAnswer.parse((await admin.get("/api/policy-versions/3/differences")).json);
    assert.deepEqual(
      differences.map(({ id, kind }) => [id, kind]),
      [
        ["spreadsheets", "moved"],
        ["partner", "added"],
        ["otherwise", "changed"],
      ],
    );
    const all = comparisonAnswer.parse((await admin.get("/api/policy-versions/1/differences?with=3")).json);
    assert.ok(all.differences.some(({ id, kind }) => id === "card" && kind === "removed"));
  });

  it("are put in force again as new ones, unless another was published meanwhile", async () => {
    const late = await admin.post("/api/policy-versions/1/restore", { basedOn: 2, note: "Back" });
    assert.deepEqual([late.status, late.json.code], [409, "stale-base"]);
    const told = await admin.post("/api/policy-versions/1/restore", { basedOn: 3, note: "Back" });
    assert.deepEqual([told.status, told.json.version], [200, 4]);
    const current = await api.context.policies.current();
    assert.deepEqual([current?.origin, current?.policySet], ["version 1", somePolicies]);
    const [first, fourth] = await Promise.all([1, 4].map((version) => api.context.policies.text(version)));
    assert.equal(first, fourth);
    assert.equal((await admin.post("/api/policy-versions/9/restore", { basedOn: 4, note: "Back" })).status, 404);
    assert.equal((await admin.post("/api/policy-versions/x/restore", { basedOn: 4, note: "Back" })).status, 404);
  });

  it("come and go as files, byte for byte, and what the console changed afterwards is told as drift", async () => {
    const file = policiesText(somePolicies).replaceAll("  ", "\t").replace('"narrative": "",', "");
    const { revision } = await admin.draft();
    assert.equal((await admin.post("/api/draft/file", { revision, text: file })).status, 200);
    assert.equal((await admin.get("/api/draft/file")).body.toString(), file);
    await admin.publish({ note: "from git" });
    const exported = await admin.get("/api/policy-versions/current/file");
    assert.equal(exported.body.toString(), file);
    assert.equal(exported.headers["x-policies-version"], "5");
    assert.equal((await admin.get("/api/policy-versions")).json.drift, undefined);
    await admin.change({ put: "policies", value: toPartner("partner") });
    await admin.publish({ note: "by hand" });
    const { drift } = versionsAnswer.parse((await admin.get("/api/policy-versions")).json);
    assert.deepEqual(
      [drift?.pushed.version, drift?.since.map(({ note }) => note), drift?.differences],
      [5, ["by hand"], 1],
    );
  });

  it("refuse files that are none, and say where", async () => {
    const { revision } = await admin.draft();
    const send = async (text: string) => (await admin.post("/api/draft/file", { revision, text })).json;
    assert.match((await send("{")).title, /this is not JSON/);
    assert.match((await send('{"version":2,"companyDomains":[]}')).title, /version/);
    assert.match((await send('{"version":1,"companyDomains":[],"policies":[{"id":"A B"}]}')).title, /policies\.0\.id/);
    assert.match((await send('{"version":1,"companyDomains":[],"whatever":1}')).title, /whatever/);
    const other = policiesText({ ...somePolicies, companyDomains: ["stranger.example"] });
    await send(other);
    assert.match((await admin.publish()).json.title, /fixed at deployment: northwind\.example/);
  });

  it("stand in the audit log with who published them", async () => {
    const { client, directory: TableName } = api.stores;
    const { Items = [] } = await client.send(new ScanCommand({ TableName }));
    const entries = Items.filter(({ action }) => action !== undefined);
    assert.deepEqual(
      entries.filter(({ object }) => /^version [456]$/.test(String(object))).map(({ action, by }) => [action, by]),
      [
        ["policies.restore", "s-anna"],
        ["policies.publish", "s-anna"],
        ["policies.publish", "s-anna"],
      ],
    );
  });
});
