import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { DynamoOutboxStore } from "../../../src/aws/dynamodb-outbox-store.ts";
import { newOutboxItem } from "../../../src/aws/ledger-items.ts";
import { testOutboxId } from "../../../src/gateway/test-mail.ts";
import { aTrackedTest } from "../../support/a-tracked-test.ts";
import { type AnAdminApi, type Ask, anAdminApi } from "../../support/an-admin-api.ts";

const frame = {
  narrative: "Partners must send over TLS",
  appliesFrom: [{ kind: "everyone" }],
  appliesTo: [{ kind: "individual", address: "bob@partner.example" }],
  createdAt: "2026-11-22T10:00:00Z",
};
const receipt = (given: object = {}) => ({ id: "bob-in", option: "enforced", ...frame, ...given });
const delivery = (given: object = {}) => ({ id: "bob-out", option: "enforced", ...frame, ...given });
const set = (given: object = {}) => ({ version: 1, ...given });

describe("TLS policies in the admin API", () => {
  let api: AnAdminApi;
  let ask: (asked: Ask) => ReturnType<ReturnType<AnAdminApi["browser"]>["ask"]>;
  before(async () => {
    api = await anAdminApi();
    const browser = api.browser();
    await browser.signInFirstTime("admin", await api.first());
    ask = browser.ask;
  });
  after(() => api.close());
  const publish = (policies: unknown, basedOn: number) =>
    ask({ method: "PUT", path: "/api/tls-policies", json: { policies, basedOn, note: "because" } });
  const check = async (policies: unknown) =>
    (await ask({ method: "POST", path: "/api/tls-policies/check", json: { policies } })).json;

  it("are none at first, and say what takes the mail in", async () => {
    const { status, json } = await ask({ path: "/api/tls-policies" });
    assert.equal(status, 200);
    assert.deepEqual([json.version, json.inForce, json.ingress, json.receipt], [0, null, "receipt-rules", []]);
  });

  it("are published in versions, each telling what is enforced where, and come into force later", async () => {
    const published = await publish(set({ receipt: [receipt()], delivery: [delivery()] }), 0);
    assert.deepEqual([published.status, published.json.version], [200, 1]);
    const { json } = await ask({ path: "/api/tls-policies" });
    assert.deepEqual([json.version, json.publishedBy, json.note, json.inForce], [1, "admin", "because", null]);
    const [row] = json.receipt;
    assert.deepEqual([row.light, row.because], ["active", "From everyone to an individual"]);
    assert.match(row.enforced[0], /SES refuses mail without TLS to its recipients in the session/);
    assert.match(json.delivery[0].sentence, /sealed in the Message Pickup Center instead/);
  });

  it("are refused when they rest on an older version", async () => {
    const late = await publish(set(), 0);
    assert.deepEqual([late.status, late.json.code], [409, "stale-base"]);
  });

  it("are refused with the reason and an offer where the ingress cannot tell", async () => {
    const fromEve = receipt({ appliesFrom: [{ kind: "individual", address: "eve@company.example" }] });
    const { problems, refusals } = await check(set({ receipt: [fromEve] }));
    assert.deepEqual([problems, refusals[0].policyId, refusals[0].offer], [[], "bob-in", "require-for-all"]);
    const { status, json } = await publish(set({ receipt: [fromEve] }), 1);
    assert.equal(status, 422);
    assert.match(json.title, /SES does not say/);
    const accepted = await check(set({ receipt: [fromEve], requireForAll: true }));
    assert.deepEqual(accepted.refusals, []);
    assert.match(accepted.enforcements[0].sentence, /takes nothing at the gateway without TLS/);
  });

  for (const [what, policy, words] of [
    ["a network with bits behind its prefix", { sourceRanges: ["192.0.2.7/24"] }, /write 192\.0\.2\.0\/24/],
    ["no network", { sourceRanges: ["192.0.2.0/99"] }, /must be a network/],
    ["an end that has passed", { validity: { to: "2020-01-01" } }, /has passed/],
    ["an end before the start", { validity: { from: "2030-02-01", to: "2030-01-01" } }, /must come after the start/],
    ["a group that nobody knows", { appliesTo: [{ kind: "group", group: "ghosts" }] }, /no address group "ghosts"/],
    ["no domain", { appliesTo: [{ kind: "domain", domain: "not a domain" }] }, /must be a domain name/],
    ["nobody", { appliesTo: [] }, /name at least one/],
    ["the kept id", { id: "built-in" }, /is kept for/],
    ["no reason", { narrative: " " }, /say what the policy is for/],
    ["more recipients than fit", { appliesTo: many(501) }, /500/],
  ] as const) {
    it(`name the place where they hold ${what}`, async () => {
      const { problems } = await check(set({ receipt: [receipt(policy)] }));
      assert.ok(
        problems.some(({ path, message }: never) => /^receipt\[0\]/.test(path) && words.test(message)),
        JSON.stringify(problems),
      );
    });
  }

  it("take international domains and keep them in A-labels", async () => {
    const abroad = receipt({ id: "abroad", appliesTo: [{ kind: "individual", address: "bob@Bücher.example" }] });
    const { status, json } = await publish(set({ receipt: [receipt(), abroad], delivery: [delivery()] }), 1);
    assert.deepEqual([status, json.version], [200, 2]);
    const { policies } = (await ask({ path: "/api/tls-policies" })).json;
    assert.equal(policies.receipt[1].appliesTo[0].address, "bob@xn--bcher-kva.example");
  });

  it("say that no mail server is set up where a policy wants to leave by one", async () => {
    const { problems } = await check(set({ delivery: [delivery({ route: "smtp" })] }));
    assert.match(problems[0].message, /smtpRoute/);
  });

  it("explain contradictions that only their age settles", async () => {
    const lax = receipt({ id: "lax", option: "opportunistic", createdAt: "2020-01-01T00:00:00Z" });
    const { overlaps } = await check(set({ receipt: [receipt(), lax] }));
    assert.deepEqual([overlaps[0].winner, overlaps[0].loser], ["bob-in", "lax"]);
  });

  it("say which policy applies to anybody's mail, and why no other does", async () => {
    const question = { from: "anna@company.example", to: "bob@partner.example" };
    const of = async (given: object) =>
      (await ask({ method: "POST", path: "/api/tls-policies/explain", json: { ...question, ...given } })).json;
    const inward = await of({ list: "receipt", ip: "192.0.2.7" });
    assert.deepEqual([inward.policyId, inward.candidates[0].outcome], ["bob-in", "wins"]);
    assert.ok(inward.candidates.some(({ id, sentence }: never) => id === "abroad" && /not bob@xn--/.test(sentence)));
    const outward = await of({ list: "delivery", to: "eve@other.example" });
    assert.equal(outward.policyId, "built-in");
    assert.match((await of({ list: "delivery" })).sentence, /TLS is required/);
  });

  it("are entered in the audit log without names", async () => {
    const { Items = [] } = await api.stores.client.send(new ScanCommand({ TableName: api.stores.directory }));
    const entries = Items.filter(({ pk }) => String(pk).startsWith("AUDIT")).map((item) => JSON.stringify(item));
    const ours = entries.filter((entry) => entry.includes("tls-policies.publish"));
    assert.ok(ours.length > 0);
    for (const entry of ours) assert.doesNotMatch(entry, /partner\.example/);
  });

  it("are read by auditors and help desk, and changed by neither", async () => {
    for (const role of ["auditor", "help-desk", "reviewer"] as const) {
      const browser = api.browser();
      await browser.signInFirstTime(role, await api.person(role, role));
      const read = await browser.ask({ path: "/api/tls-policies" });
      assert.equal(read.status, role === "reviewer" ? 403 : 200, role);
      const json = { policies: set(), basedOn: 2 };
      assert.equal((await browser.ask({ method: "PUT", path: "/api/tls-policies", json })).status, 403, role);
      const test = { method: "POST", path: "/api/tls-test-mail", json: { to: "bob@partner.example" } };
      assert.equal((await browser.ask(test)).status, 403, role);
    }
  });

  describe("and a test mail", () => {
    const send = (to: string) => ask({ method: "POST", path: "/api/tls-test-mail", json: { to } });
    const progress = async (test: string) => (await ask({ path: `/api/tls-test-mail/${test}` })).json;
    /** Puts the item that the console queued where housekeeping finds it. */
    const queued = async () => {
      const effect = api.effects.findLast(({ kind }) => kind === "send-test") ?? assert.fail("nothing was queued");
      const test = effect.kind === "send-test" ? effect.testId : "";
      const at = new Date().toISOString();
      const Item = newOutboxItem(testOutboxId(test), effect, at, at);
      await api.stores.client.send(new PutCommand({ TableName: api.stores.ledger, Item }));
      return { test, outbox: new DynamoOutboxStore(api.stores.client, api.stores.ledger) };
    };

    it("is queued for the gateway's own ingress", async () => {
      const { status, json } = await send("bob@partner.example");
      assert.equal(status, 200);
      const { test } = await queued();
      assert.equal(json.test, test);
      assert.deepEqual(await progress(test), { state: "under-way" });
    });

    it("is found in tracking by the name that Amazon SES gave it", async () => {
      await send("bob@partner.example");
      const { test, outbox } = await queued();
      await outbox.begin(testOutboxId(test), new Date().toISOString(), new Date().toISOString());
      await outbox.sent(testOutboxId(test), "0100-ses");
      assert.deepEqual(await progress(test), { state: "under-way" });
      await aTrackedTest(api, "received-1", "<0100-ses@email.amazonses.com>");
      assert.deepEqual(await progress(test), { state: "arrived", messageId: "received-1" });
    });

    it("says in the remote words why it did not come in", async () => {
      await send("bob@partner.example");
      const { test, outbox } = await queued();
      await outbox.cameBack(testOutboxId(test), "5.4.4 no MX");
      assert.deepEqual(await progress(test), { state: "failed", words: "5.4.4 no MX" });
    });

    it("is sent thirty times an hour by one person, and no more", async () => {
      const browser = api.browser();
      await browser.signInFirstTime("eager", await api.person("eager", "policy-admin"));
      const statuses = [];
      for (let time = 0; time < 31; time += 1)
        statuses.push(
          (await browser.ask({ method: "POST", path: "/api/tls-test-mail", json: { to: "bob@partner.example" } }))
            .status,
        );
      assert.deepEqual([statuses.filter((status) => status === 200).length, statuses.at(-1)], [30, 429]);
    });

    it("is refused where nobody could get it", async () => {
      assert.equal((await send("nobody")).status, 400);
      assert.equal((await send("bob@gw.northwind.example")).json.code, "gateway-domain");
      assert.equal((await progress("unknown")).code, "not-found");
    });
  });

  it("report by partner domain what was observed", async () => {
    const { json } = await ask({ path: "/api/tls-readiness" });
    const [row] = json.domains;
    assert.deepEqual([json.days, json.all, json.messages], [30, true, 1]);
    assert.deepEqual([row.domain, row.messages, row.verdict], ["partner.example", 1, "not-known"]);
    assert.equal((await ask({ path: "/api/tls-readiness?days=91" })).status, 400);
  });

  it("report from the days that are asked for, and say when those hold more than can be looked at", async () => {
    const message = (age: number) => ({
      message: { receivedAt: new Date(Date.now() - age * 86_400_000).toISOString() },
      recipients: [],
      moreRecipients: false,
    });
    const { tracking } = api.context;
    const pages = (list: (page: number) => object) => {
      let asked = 0;
      const fake = { ...tracking, list: async () => list(asked++) } as unknown as typeof tracking;
      Object.assign(api.context, { tracking: fake });
    };
    const read = async () => {
      const { json } = await ask({ path: "/api/tls-readiness?days=7" });
      return [json.messages, json.all];
    };
    try {
      pages((page) => ({ messages: [message(page * 3), message(page * 3 + 1.5)], cursor: "more" }));
      assert.deepEqual(await read(), [5, true]);
      pages(() => ({ messages: Array.from({ length: 100 }, () => message(1)), cursor: "more" }));
      assert.deepEqual(await read(), [10_000, false]);
    } finally {
      Object.assign(api.context, { tracking });
    }
  });
});

function many(count: number) {
  return Array.from({ length: count }, (_, index) => ({ kind: "individual", address: `p${index}@partner.example` }));
}
