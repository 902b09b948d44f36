import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { routes } from "../../../functions/admin-api/routes/index.ts";
import { roles } from "../../../src/contracts/admin-api/role-names.ts";
import { type ABrowser, type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";

/** Sessions that are not complete: each may do the one thing that it is for. */
const halfway = ["new-password", "new-factor", "second-factor"] as const;
/** Everybody who may hold a browser in front of the console. */
const callers = [...roles, ...halfway, "stranger", "recipient"] as const;
type Caller = (typeof callers)[number];

/** What the refusals look like; anything else means that the route was entered. */
const refusals = ["sign-in-needed", "forbidden"];
/** Routes that end or replace the caller's own session are asked last of all, by sessions that nothing else needs. */
const ending = ["/api/session/sign-out", "/api/account/sign-out-everywhere", "/api/session"];

describe("who may call which route", () => {
  let api: AnAdminApi;
  const browsers = new Map<Caller, ABrowser>();
  before(async () => {
    api = await anAdminApi();
    for (const role of roles) {
      const browser = api.browser();
      await browser.signInFirstTime(role, await api.person(role, role));
      browsers.set(role, browser);
    }
    browsers.set("new-password", api.browser()).set("new-factor", api.browser()).set("second-factor", api.browser());
    await browsers.get("new-password")?.signIn("newcomer", await api.person("newcomer", "owner"));
    await browsers.get("new-factor")?.signIn("factorless", await api.person("factorless", "owner"));
    const json = { newPassword: "four plain words together" };
    await browsers.get("new-factor")?.ask({ method: "POST", path: "/api/session/password", json });
    await api.browser().signInFirstTime("half", await api.person("half", "owner"));
    await browsers.get("second-factor")?.signIn("half", json.newPassword);
    const stranger = api.browser();
    await stranger.open();
    const recipient = api.browser();
    await recipient.open();
    recipient.jar.set("__Host-session", browsers.get("owner")?.jar.get("__Host-console") ?? "");
    browsers.set("stranger", stranger).set("recipient", recipient);
  });
  after(() => api.close());

  const refusalOf = async (caller: Caller, method: string, path: string) => {
    const json = method === "GET" ? undefined : { nothing: "that any schema takes" };
    const told = await browsers.get(caller)?.ask({ method, path: path.replace(/\{\w+\}/g, "unknown"), json });
    const code = told?.json?.code ?? "";
    if (refusals.includes(code)) assert.equal(told?.status, code === "forbidden" ? 403 : 401);
    return refusals.includes(code) ? code : null;
  };

  for (const { method, path, roles: allowed } of routes.filter((route) => !ending.includes(route.path))) {
    for (const caller of callers) {
      const unknown = caller === "stranger" || caller === "recipient";
      const may = allowed === "anyone" || (!unknown && allowed.includes(caller));
      it(`${method} ${path} ${may ? "lets" : "refuses"} ${caller}${may ? " in" : ""}`, async () => {
        const expected = unknown ? "sign-in-needed" : "forbidden";
        assert.equal(await refusalOf(caller, method, path), may ? null : expected);
      });
    }
  }

  const openTo = (role: Exclude<Caller, "stranger" | "recipient">) =>
    routes
      .filter(({ roles: allowed }) => allowed !== "anyone" && allowed.includes(role))
      .map(({ method, path }) => `${method} ${path}`);

  it("lets a session that is not complete do the one thing that it is for", () => {
    assert.deepEqual(openTo("new-password"), ["POST /api/session/password"]);
    assert.deepEqual(openTo("new-factor"), [
      "GET /api/account/factor-offer",
      "POST /api/account/generator",
      "POST /api/account/passkeys",
    ]);
    assert.deepEqual(openTo("second-factor"), [
      "GET /api/session/factor",
      "POST /api/session/factor/code",
      "POST /api/session/factor/passkey",
    ]);
  });

  it("lets strangers sign in and out and ask who they are, and no more", () => {
    const open = routes.filter(({ roles: allowed }) => allowed === "anyone");
    assert.deepEqual(
      open.map(({ method, path }) => `${method} ${path}`),
      ["GET /api/session", "POST /api/session", "POST /api/session/sign-out"],
    );
  });

  it("lets auditors read, and change nothing but their own account", () => {
    const changes = openTo("auditor").filter((route) => !route.startsWith("GET "));
    const others = changes.filter((route) => !/^\w+ \/api\/(account|session)\//.test(route));
    assert.deepEqual(others.filter(isChange), []);
  });

  it("lets reviewers see held mail, figures and their own account alone", () => {
    const others = openTo("reviewer").filter(
      (route) => !/^\w+ \/api\/(account|session|held|dashboard|docs|openapi)(\W|$)/.test(route),
    );
    assert.deepEqual(others, []);
  });

  it("lets owners alone manage administrators, API keys and settings", () => {
    const kept = routes.filter(
      ({ method, path }) => method !== "GET" && /^\/api\/(administrators|api-keys|settings|audit)/.test(path),
    );
    assert.ok(kept.length >= 4);
    for (const { method, path, roles: allowed } of kept) assert.deepEqual(allowed, ["owner"], `${method} ${path}`);
  });

  it("enters every change in the audit log", () => {
    const silent = routes.filter(({ method, audit }) => method !== "GET" && audit === undefined);
    const changes = silent.map(({ method, path }) => `${method} ${path}`).filter(isChange);
    assert.deepEqual(changes, []);
  });
});

/** Asked by POST because of what is sent along, but nothing is kept of it: the last word of such a route. */
const asking = ["sign-out", "simulations", "policy-sentences", "table-files", "check", "explain", "preview", "replay"];

function isChange(route: string): boolean {
  return !asking.includes(route.slice(route.lastIndexOf("/") + 1));
}
