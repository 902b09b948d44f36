import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { routes } from "../../../functions/admin-api/routes/index.ts";
import { roles } from "../../../src/contracts/admin-api/roles.ts";
import { type ABrowser, type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";

/** Everybody who may hold a browser in front of the console. */
const callers = [...roles, "newcomer", "stranger", "recipient"] as const;
type Caller = (typeof callers)[number];

/** What the refusals look like; anything else means that the route was entered. */
const refusals = ["sign-in-needed", "forbidden"];

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
    const newcomer = api.browser();
    await newcomer.signIn("newcomer", await api.person("newcomer", "owner"));
    const stranger = api.browser();
    await stranger.open();
    const recipient = api.browser();
    await recipient.open();
    recipient.jar.set("__Host-session", browsers.get("owner")?.jar.get("__Host-console") ?? "");
    browsers.set("newcomer", newcomer).set("stranger", stranger).set("recipient", recipient);
  });
  after(() => api.close());

  const refusalOf = async (caller: Caller, method: string, path: string) => {
    const json = method === "GET" ? undefined : {};
    const told = await browsers.get(caller)?.ask({ method, path: path.replace(/\{\w+\}/g, "unknown"), json });
    const code = told?.json?.code ?? "";
    if (refusals.includes(code)) assert.equal(told?.status, code === "forbidden" ? 403 : 401);
    return refusals.includes(code) ? code : null;
  };

  for (const { method, path, roles: allowed } of routes.filter((route) => route.path !== "/api/session/sign-out")) {
    for (const caller of callers) {
      const unknown = caller === "stranger" || caller === "recipient";
      const may = allowed === "anyone" || (!unknown && allowed.includes(caller));
      it(`${method} ${path} ${may ? "lets" : "refuses"} ${caller}${may ? " in" : ""}`, async () => {
        const expected = unknown ? "sign-in-needed" : "forbidden";
        assert.equal(await refusalOf(caller, method, path), may ? null : expected);
      });
    }
  }

  it("lets a newcomer choose a password and nothing else that needs a session", () => {
    const open = routes.filter(({ roles: allowed }) => allowed !== "anyone" && allowed.includes("newcomer"));
    assert.deepEqual(
      open.map(({ path }) => path),
      ["/api/session/password"],
    );
  });

  it("keeps mail and policies from reviewers, who see held mail alone", () => {
    const open = routes.filter(({ roles: allowed }) => allowed !== "anyone" && allowed.includes("reviewer"));
    assert.deepEqual(
      open.map(({ path }) => path),
      ["/api/session/password"],
    );
  });
});
