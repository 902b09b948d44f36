import assert from "node:assert/strict";
import { consoleCookie } from "../../functions/admin-api/principal.ts";
import { openSession } from "../../src/accounts/administrators/sessions.ts";
import type { DraftAnswer, DraftChange } from "../../src/contracts/admin-api/drafts.ts";
import type { Role } from "../../src/contracts/admin-api/role-names.ts";
import type { PolicySet } from "../../src/contracts/policies.ts";
import type { ABrowser, AnAdminApi } from "./an-admin-api.ts";
import { somePolicies } from "./some-messages.ts";

/** The policy of the tests: mail to one domain is encrypted. */
export const toPartner = (id: string, domain = "partner.example") => ({
  id,
  name: `Mail to ${domain}`,
  conditions: { type: "recipient-domain", settings: { domains: [domain] } },
  disposition: "encrypt",
});

/** A policy administrator who is signed in, with what their console would do. */
export async function aPolicyAdmin(api: AnAdminApi, userName: string) {
  return policyAdminIn(await signedInAs(api, userName, "policy-admin"));
}

/** A browser with a session of somebody in a role; how people sign in is shown elsewhere. */
export async function signedInAs(api: AnAdminApi, userName: string, role: Role): Promise<ABrowser> {
  await api.person(userName, role);
  const administrator = await api.context.administrators.find(userName);
  assert.ok(administrator);
  const browser = api.browser();
  browser.jar.set(consoleCookie, await openSession(api.context, api.context.clock, administrator, "full"));
  await browser.open();
  return browser;
}

/** The same in a browser that is signed in. */
export function policyAdminIn(browser: ABrowser) {
  const draft = async (of?: string): Promise<DraftAnswer> =>
    (await browser.ask({ path: `/api/draft${of === undefined ? "" : `?of=${of}`}` })).json;
  const post = (path: string, json: unknown) => browser.ask({ method: "POST", path, json });
  return {
    browser,
    post,
    draft,
    get: (path: string) => browser.ask({ path }),
    /** Makes changes on the revision that the draft is at. */
    change: async (...changes: DraftChange[]) => {
      const { revision, basedOn } = await draft();
      return post("/api/draft/changes", { revision, basedOn, changes });
    },
    publish: async (more: { note?: string; acceptHoles?: boolean } = {}) =>
      post("/api/draft/publish", { revision: (await draft()).revision, note: "because", ...more }),
  };
}

/** Puts policies in force as at installation. */
export async function inForce(api: AnAdminApi, policySet: PolicySet = somePolicies) {
  const at = new Date("2026-11-22T10:00:00Z");
  const basedOn = (await api.context.policies.current())?.version ?? 0;
  return api.context.policies.publish({ basedOn, policySet, by: "installation", at, note: "first" });
}
