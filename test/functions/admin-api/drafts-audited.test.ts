import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { consoleCookie } from "../../../functions/admin-api/principal.ts";
import { openSession } from "../../../src/accounts/administrators/sessions.ts";
import { policiesText } from "../../../src/policy/policies-text.ts";
import { aPolicyAdmin, inForce, policyAdminIn, toPartner } from "../../support/a-policy-admin.ts";
import { movableClock } from "../../support/administrators-in-memory.ts";
import { type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";
import { somePolicies } from "../../support/some-messages.ts";

type PolicyAdmin = Awaited<ReturnType<typeof aPolicyAdmin>>;

describe("work on drafts in the audit log", () => {
  const clock = movableClock();
  let api: AnAdminApi;
  let anna: PolicyAdmin;
  let bert: PolicyAdmin;
  before(async () => {
    api = await anAdminApi({ clock });
    await inForce(api);
    anna = await aPolicyAdmin(api, "anna");
    bert = await aPolicyAdmin(api, "bert");
  });
  after(() => api.close());

  /** A new session of somebody who is known. */
  const again = async (userName: string) => {
    const administrator = await api.context.administrators.find(userName);
    assert.ok(administrator);
    const browser = api.browser();
    browser.jar.set(consoleCookie, await openSession(api.context, clock, administrator, "full"));
    await browser.open();
    return browser;
  };
  const entered = async () => {
    const found = await api.context.trail.after(0, 100);
    return found.filter(({ entry }) => /-draft$/.test(entry.action));
  };
  const acts = async () => (await entered()).map(({ entry }) => `${entry.by} ${entry.action} ${entry.object}`);

  it("is entered when somebody begins, with what they changed first, and not with every letter they type", async () => {
    await anna.change({ put: "policies", value: toPartner("one") }, { move: "policies", id: "one", to: 0 });
    await anna.change({ put: "policies", value: { ...toPartner("one"), narrative: "w" } });
    await anna.change({ put: "policies", value: { ...toPartner("one"), narrative: "why" } });
    assert.deepEqual(await acts(), ["s-anna policies.edit-draft draft of s-anna"]);
    const [first] = await entered();
    assert.deepEqual(first?.details?.after, { revision: 1, basedOn: 1, changed: ["policies/one"] });
    assert.deepEqual(await api.context.acts.list(), []);
  });

  it("is entered when somebody else goes on with it, and when the first comes back", async () => {
    const { owner, revision, basedOn } = await anna.draft();
    const changes = [{ put: "policies", value: toPartner("two") }];
    assert.equal((await bert.post("/api/draft/changes", { of: owner, revision, basedOn, changes })).status, 200);
    await anna.change({ remove: "policies", id: "two" });
    assert.deepEqual((await acts()).slice(1), [
      "s-bert policies.edit-draft draft of s-anna",
      "s-anna policies.edit-draft draft of s-anna",
    ]);
  });

  it("is entered anew when the same person goes on after a pause", async () => {
    const before = (await acts()).length;
    clock.move(20 * 60_000);
    await anna.change({ put: "policies", value: toPartner("three") });
    assert.equal((await acts()).length, before);
    clock.move(31 * 60_000);
    anna = policyAdminIn(await again("anna"));
    await anna.change({ remove: "policies", id: "three" });
    assert.equal((await acts()).length, before + 1);
    bert = policyAdminIn(await again("bert"));
  });

  it("is entered whenever a file is put in, a draft is brought up to date, or thrown away", async () => {
    const before = (await acts()).length;
    const text = policiesText(somePolicies);
    const { revision } = await anna.draft();
    assert.equal((await anna.post("/api/draft/file", { revision, text })).status, 200);
    await bert.change({ put: "policies", value: toPartner("from-bert") });
    assert.equal((await bert.publish()).status, 200);
    assert.equal((await anna.post("/api/draft/rebase", { revision: revision + 1 })).status, 200);
    assert.equal((await anna.post("/api/draft/discard", { revision: revision + 2 })).status, 204);
    assert.deepEqual((await acts()).slice(before), [
      "s-anna policies.import-draft draft of s-anna",
      "s-bert policies.edit-draft draft of s-bert",
      "s-anna policies.rebase-draft draft of s-anna",
      "s-anna policies.discard-draft draft of s-anna",
    ]);
  });

  it("is not entered when it was refused", async () => {
    const before = await acts();
    const late = { revision: 700, basedOn: 1, changes: [{ remove: "policies", id: "one" }] };
    assert.equal((await anna.post("/api/draft/changes", late)).json.code, "stale-draft");
    assert.deepEqual(await acts(), before);
  });
});
