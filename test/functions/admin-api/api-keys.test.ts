import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { routes } from "../../../functions/admin-api/routes/index.ts";
import { type Scope, scopes } from "../../../src/contracts/admin-api/scope-names.ts";
import { movableClock } from "../../support/administrators-in-memory.ts";
import { type ABrowser, type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";
import { aTrackedMessage } from "../../support/some-messages.ts";

const day = 24 * 3_600_000;

describe("API keys", () => {
  const clock = movableClock();
  let api: AnAdminApi;
  let owner: ABrowser;
  before(async () => {
    api = await anAdminApi({ clock });
    owner = api.browser();
    await owner.signInFirstTime("admin", await api.first());
  });
  after(() => api.close());

  const make = async (wanted: readonly string[], days = 30) => {
    const json = { name: "Pipeline", scopes: wanted, days };
    return (await owner.ask({ method: "POST", path: "/api/api-keys", json })).json;
  };
  /** A program: no cookie, no form token, no header that a browser would add. */
  const program = (token: string) => {
    const headers = { authorization: `Bearer ${token}`, "sec-fetch-site": "", "x-form-token": "" };
    return (method: string, path: string, json?: unknown) => api.browser().ask({ method, path, json, headers });
  };

  it("tell their token once and keep a hash", async () => {
    const { key, token } = await make(["audit:read"]);
    assert.match(token, /^sgk_[\w-]{55}$/);
    assert.equal(key.createdBy, "admin");
    const listed = await owner.ask({ path: "/api/api-keys" });
    assert.ok(!listed.body.toString().includes(token.slice(16)));
    assert.doesNotMatch(listed.body.toString(), /hash/);
    const stored = await api.context.apiKeys.find(key.id);
    assert.ok(!JSON.stringify(stored).includes(token.slice(16)));
  });

  for (const scope of scopes) {
    it(`open with ${scope} exactly the routes that name it, and changes without a form token`, async () => {
      const ask = program((await make([scope])).token);
      for (const { method, path, scope: needed } of routes) {
        if (path.startsWith("/api/session")) continue;
        const json = method === "GET" ? undefined : { nothing: "that any schema takes" };
        const told = await ask(method, path.replace(/\{\w+\}/g, "unknown"), json);
        const refused = told.status === 403 && told.json?.code === "forbidden";
        assert.equal(refused, needed !== scope, `${method} ${path}`);
      }
    });
  }

  it("offer no scope that opens nothing", () => {
    const named = new Set(routes.map(({ scope }) => scope));
    assert.deepEqual(
      scopes.filter((one) => !named.has(one)),
      [],
    );
  });

  it("show tracking without evidence, and every look is entered under the key's own id", async () => {
    await aTrackedMessage(api.ledger, "seen");
    const { key, token } = await make(["messages:read"]);
    const told = await program(token)("GET", "/api/messages/seen");
    assert.equal(told.status, 200);
    assert.doesNotMatch(told.body.toString(), /\*\*\*\* 1111/);
    const { entry } = (await api.context.trail.before(null, 1))[0] ?? {};
    assert.deepEqual([entry?.action, entry?.by, entry?.object], ["messages.look", key.id, "seen"]);
  });

  it("are named by routes with scopes that exist", () => {
    const named = routes.flatMap(({ scope }) => (scope === undefined ? [] : [scope]));
    assert.deepEqual(
      named.filter((one) => !scopes.includes(one as Scope)),
      [],
    );
  });

  it("end when they are revoked, when their time is over, and when a character is wrong", async () => {
    const { key, token } = await make(["audit:read"], 1);
    const ask = program(token);
    assert.equal((await ask("GET", "/api/audit")).status, 200);
    assert.equal(
      (await program(`${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`)("GET", "/api/audit")).status,
      401,
    );
    clock.move(day);
    assert.equal((await ask("GET", "/api/audit")).json.code, "key-refused");
    const again = api.browser();
    await again.signIn("admin", "four plain words together");
    await again.ask({ method: "POST", path: "/api/session/factor/code", json: { code: owner.code() } });
    const next = (
      await again.ask({ method: "POST", path: "/api/api-keys", json: { name: "x", scopes: ["audit:read"], days: 9 } })
    ).json;
    assert.equal((await program(next.token)("GET", "/api/audit")).status, 200);
    await again.ask({ method: "DELETE", path: `/api/api-keys/${next.key.id}`, json: {} });
    assert.equal((await program(next.token)("GET", "/api/audit")).json.code, "key-refused");
    const states = (await again.ask({ path: "/api/api-keys" })).json.keys.map((row: { id: string; state: string }) => [
      row.id,
      row.state,
    ]);
    assert.equal(new Map(states).get(key.id), "expired");
    assert.equal(new Map(states).get(next.key.id), "revoked");
  });

  it("never fall back to a cookie, and a header alone opens nothing", async () => {
    const signedIn = api.browser();
    await signedIn.signInFirstTime("second", await api.person("second", "owner"));
    const told = await signedIn.ask({ path: "/api/audit", headers: { authorization: "Bearer sgk_wrong" } });
    assert.equal(told.json.code, "key-refused");
    assert.equal((await signedIn.ask({ path: "/api/audit" })).status, 200);
  });

  it("cannot be made for nothing, for ever, or by anybody but an owner", async () => {
    const signedIn = api.browser();
    await signedIn.signInFirstTime("third", await api.person("third", "owner"));
    const ask = (json: unknown) => signedIn.ask({ method: "POST", path: "/api/api-keys", json });
    assert.equal((await ask({ name: "x", scopes: [], days: 1 })).json.code, "bad-request");
    assert.equal((await ask({ name: "x", scopes: ["everything"], days: 1 })).json.code, "bad-request");
    assert.equal((await ask({ name: "x", scopes: ["audit:read"], days: 366 })).json.code, "bad-request");
  });
});
