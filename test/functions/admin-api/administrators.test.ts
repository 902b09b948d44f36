import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { AdministratorRow } from "../../../src/contracts/admin-api/administrators.ts";
import { type ABrowser, type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";

const password = "four plain words together";

describe("administrators over the API", () => {
  let api: AnAdminApi;
  let owner: ABrowser;
  before(async () => {
    api = await anAdminApi();
    owner = api.browser();
    await owner.signInFirstTime("admin", await api.first());
  });
  after(() => api.close());

  const list = async (): Promise<AdministratorRow[]> =>
    (await owner.ask({ path: "/api/administrators" })).json.administrators;
  const find = async (name: string) => (await list()).find(({ userName }) => userName === name);
  const of = (row: AdministratorRow | undefined, more = "") => `/api/administrators/${row?.subjectId}${more}`;

  it("are invited with a role, and told by mail", async () => {
    const json = { userName: "Bert", address: "bert@company.example", role: "help-desk" };
    const told = await owner.ask({ method: "POST", path: "/api/administrators", json });
    assert.equal(told.status, 201);
    assert.deepEqual(api.effects.at(-1), { kind: "first-sign-in", userName: "bert", occasion: "invited" });
    assert.equal((await find("bert"))?.state, "invited");
    assert.equal((await owner.ask({ method: "POST", path: "/api/administrators", json })).json.code, "name-taken");
  });

  it("are never told with anything to sign in with", async () => {
    const told = await owner.ask({ path: "/api/administrators" });
    assert.doesNotMatch(told.body.toString(), /argon2id|secret|hash|publicKey/);
  });

  for (const json of [
    { userName: "", address: "x@company.example", role: "owner" },
    { userName: "a b", address: "x@company.example", role: "owner" },
    { userName: "x\u202eb", address: "x@company.example", role: "owner" },
    { userName: "x".repeat(65), address: "x@company.example", role: "owner" },
    { userName: "clara", address: "nobody", role: "owner" },
    { userName: "clara", address: "x@company.example\r\nBcc: y@evil.example", role: "owner" },
    { userName: "clara", address: "x@company.example", role: "root" },
  ]) {
    it(`are not invited as ${JSON.stringify(json).slice(0, 70)}`, async () => {
      const told = await owner.ask({ method: "POST", path: "/api/administrators", json });
      assert.equal(told.json.code, "bad-request");
    });
  }

  it("lose every session with a new role, and have the new one from then on", async () => {
    const dora = api.browser();
    await dora.signInFirstTime("dora", await api.person("dora", "help-desk"));
    const row = await find("dora");
    const json = { version: row?.version, role: "auditor" };
    const told = await owner.ask({ method: "PATCH", path: of(row), json });
    assert.equal(told.json.role, "auditor");
    assert.equal((await dora.ask({ path: "/api/session" })).json.signedIn, null);
    const stale = await owner.ask({ method: "PATCH", path: of(row), json: { ...json, role: "owner" } });
    assert.equal(stale.json.code, "conflict");
  });

  it("cannot sign in while they are disabled", async () => {
    const emil = api.browser();
    await emil.signInFirstTime("emil", await api.person("emil", "reviewer"));
    const row = await find("emil");
    await owner.ask({ method: "PATCH", path: of(row), json: { version: row?.version, disabled: true } });
    assert.equal((await emil.ask({ path: "/api/session" })).json.signedIn, null);
    assert.equal((await emil.signIn("emil", password)).json.code, "sign-in-refused");
    const off = await find("emil");
    await owner.ask({ method: "PATCH", path: of(off), json: { version: off?.version, disabled: false } });
    assert.equal((await emil.signIn("emil", password)).json.step, "prove-factor");
  });

  it("start anew after a reset, by mail", async () => {
    const fay = api.browser();
    await fay.signInFirstTime("fay", await api.person("fay", "reviewer"));
    const row = await find("fay");
    await owner.ask({ method: "POST", path: of(row, "/reset"), json: { version: row?.version } });
    assert.deepEqual(api.effects.at(-1), { kind: "first-sign-in", userName: "fay", occasion: "reset" });
    assert.equal((await fay.signIn("fay", password)).json.code, "sign-in-refused");
    assert.deepEqual((await find("fay"))?.factors, []);
  });

  it("are removed but for the last owner, and nobody removes or resets themselves", async () => {
    const gus = await api.person("gus", "auditor").then(() => find("gus"));
    const gone = await owner.ask({ method: "DELETE", path: of(gus), json: { version: gus?.version } });
    assert.equal(gone.status, 204);
    assert.equal(await find("gus"), undefined);
    const me = await find("admin");
    for (const [method, more] of [
      ["DELETE", ""],
      ["POST", "/reset"],
    ] as const) {
      const told = await owner.ask({ method, path: of(me, more), json: { version: me?.version } });
      assert.equal(told.json.code, "own-account");
    }
    const role = await owner.ask({ method: "PATCH", path: of(me), json: { version: me?.version, role: "auditor" } });
    assert.equal(role.json.code, "last-owner");
  });

  it("see and change their own account, for which the password is asked again", async () => {
    const hal = api.browser();
    await hal.signInFirstTime("hal", await api.person("hal", "auditor"));
    const account = (await hal.ask({ path: "/api/account" })).json;
    assert.deepEqual([account.userName, account.recoveryCodesLeft, account.passkeys], ["hal", 10, []]);
    const renew = (currentPassword: string) =>
      hal.ask({ method: "POST", path: "/api/account/recovery-codes", json: { currentPassword } });
    assert.equal((await renew("wrong")).json.code, "wrong-password");
    assert.equal((await renew(password)).json.recoveryCodes.length, 10);
    const drop = { factor: "generator", currentPassword: password };
    const last = await hal.ask({ method: "POST", path: "/api/account/factors/remove", json: drop });
    assert.equal(last.json.code, "last-factor");
  });

  it("sign in with password and code, a code being good once, or with a recovery code", async () => {
    const ida = api.browser();
    const enrolled = await ida.signInFirstTime("ida", await api.person("ida", "auditor"));
    assert.equal((await ida.signIn("ida", password)).json.step, "prove-factor");
    assert.deepEqual((await ida.ask({ path: "/api/session/factor" })).json, {
      generator: true,
      recoveryCodes: true,
      passkey: null,
    });
    const prove = (code: string) => ida.ask({ method: "POST", path: "/api/session/factor/code", json: { code } });
    assert.equal((await prove("000000")).json.code, "wrong-code");
    const next = ida.code(1);
    assert.equal((await prove(next)).json.step, "done");
    await ida.signIn("ida", password);
    assert.equal((await prove(next)).json.code, "wrong-code");
    assert.equal((await prove(enrolled.json.recoveryCodes[0])).json.step, "done");
  });
});
