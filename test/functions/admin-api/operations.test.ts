import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DynamoActivations } from "../../../src/aws/dynamodb-account-activations.ts";
import { DynamoGatewaySecrets } from "../../../src/aws/dynamodb-gateway-secrets.ts";
import type { Role } from "../../../src/contracts/admin-api/role-names.ts";
import { settingsAtFirst } from "../../../src/contracts/settings.ts";
import { sealMessage } from "../../../src/gateway/seal-message.ts";
import { type ABrowser, type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";
import { aHeldMessage, aTrackedMessage } from "../../support/some-messages.ts";

const raw = Buffer.from(
  [
    "From: Anna <anna@northwind.example>",
    "To: bob@partner.example",
    "Subject: Plans",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/html; charset=utf-8",
    "",
    "<p>The <b>secret</b> plan</p><script>alert(1)</script>",
    "--b",
    'Content-Type: text/plain; name="plan.txt"',
    "Content-Disposition: attachment; filename=plan.txt",
    "",
    "attached words",
    "--b--",
    "",
  ].join("\r\n"),
);

describe("the console's day-to-day routes", () => {
  let api: AnAdminApi;
  const people = new Map<Role, ABrowser>();
  before(async () => {
    api = await anAdminApi();
    for (const role of ["owner", "reviewer", "help-desk", "auditor"] as const) {
      const browser = api.browser();
      await browser.signInFirstTime(role, await api.person(role, role));
      people.set(role, browser);
    }
    const secrets = new DynamoGatewaySecrets(api.stores.client, api.stores.directory);
    await secrets.createIfAbsent({
      connector: ["first-secret-of-the-connector", "second-one-of-the-connector"],
      marker: "m".repeat(30),
    });
  });
  after(() => api.close());
  const as = (role: Role) => {
    const browser = people.get(role);
    if (browser === undefined) throw new Error(role);
    return browser;
  };
  const post = (role: Role, path: string, json: unknown = {}) => as(role).ask({ method: "POST", path, json });
  const audited = async () => {
    const entries: string[] = [];
    const { Items = [] } = await api.stores.client.send(
      new (await import("@aws-sdk/lib-dynamodb")).ScanCommand({ TableName: api.stores.directory }),
    );
    for (const { action, object } of Items) if (typeof action === "string") entries.push(`${action} ${object}`);
    return entries;
  };

  describe("held mail", () => {
    before(async () => {
      await aHeldMessage(api.ledger, "held1", { reviewId: "held1" });
      const { reviewing } = api.context;
      await sealMessage({ sealer: reviewing.sealer, keys: reviewing.keys, sealed: reviewing.store }, "held1", raw, [
        "review",
      ]);
    });

    it("is listed with its deadline for owners, reviewers and auditors, not for the help desk", async () => {
      const { json } = await as("reviewer").ask({ path: "/api/held" });
      const [row] = json.held;
      assert.deepEqual([row.messageId, row.address, row.readable], ["held1", "bob@partner.example", true]);
      assert.equal(Date.parse(row.until) - Date.parse(row.heldAt), 5 * 24 * 60 * 60 * 1000);
      assert.equal((await as("help-desk").ask({ path: "/api/held" })).status, 403);
    });

    it("opens for reviewers alone, as text, and each look is in the audit log", async () => {
      assert.equal((await as("owner").ask({ path: "/api/held/held1/held1-0" })).status, 403);
      const { json } = await as("reviewer").ask({ path: "/api/held/held1/held1-0" });
      assert.match(json.text, /The secret plan/);
      assert.doesNotMatch(json.text, /<|alert/);
      assert.deepEqual(json.attachments, [{ number: 0, name: "plan.txt", type: "text/plain", size: 14 }]);
      const file = await as("reviewer").ask({ path: "/api/held/held1/held1-0/attachments/0" });
      assert.match(file.headers["content-disposition"] ?? "", /^attachment; .*filename\*=UTF-8''plan.txt/);
      assert.equal((await as("reviewer").ask({ path: "/api/held/held1/held1-0/attachments/7" })).status, 404);
      const log = await audited();
      assert.ok(
        log.includes("held.look held1/held1-0") && log.includes("held.download held1/held1-0/0"),
        log.join("\n"),
      );
    });

    it("takes two persons where the settings say so, then leaves once", async () => {
      const { version } = await api.context.settings.current();
      const settings = { ...settingsAtFirst, heldTwoPersons: true };
      await api.context.settings.save({ basedOn: version, settings, by: "test", at: new Date() });
      const path = "/api/held/held1/held1-0/release";
      assert.equal((await post("reviewer", path, { form: "encrypt" })).json.outcome, "proposed");
      assert.equal((await post("reviewer", path, { form: "encrypt" })).json.code, "own-proposal");
      assert.equal((await as("reviewer").ask({ path: "/api/held" })).json.held[0].proposal.own, true);
      assert.equal((await post("owner", path, { form: "encrypt" })).json.outcome, "released");
      assert.equal((await post("owner", path, { form: "encrypt" })).json.code, "not-held");
      assert.equal((await as("reviewer").ask({ path: "/api/held/held1/held1-0" })).json.code, "not-held");
      assert.deepEqual((await as("reviewer").ask({ path: "/api/held" })).json.held, []);
    });

    it("goes back when a reviewer says so", async () => {
      await aHeldMessage(api.ledger, "held2", {});
      assert.equal((await as("reviewer").ask({ path: "/api/held/held2/held2-0" })).json.code, "no-copy");
      assert.equal((await post("auditor", "/api/held/held2/held2-0/return")).status, 403);
      assert.equal((await post("reviewer", "/api/held/held2/held2-0/return")).status, 204);
      assert.equal((await api.ledger.recipients("held2"))[0]?.state, "returned");
    });
  });

  describe("recipients' accounts", () => {
    before(async () => {
      const activations = new DynamoActivations(api.stores.client, api.stores.accounts);
      const at = "2026-11-22T10:00:00.000Z";
      const open = async (address: string) => {
        const activation = {
          tokenHash: `hash-${address}`,
          address,
          passwordHash: "x",
          createdAt: at,
          expiresAt: "2026-12-22T10:00:00.000Z",
        };
        await activations.open(activation, { alone: true, keep: 5 });
        return activation;
      };
      await open("waiting@partner.example");
      const account = {
        address: "bob@partner.example",
        name: "Bob",
        passwordHash: "x",
        activatedAt: at,
        passwordChangedAt: at,
        epoch: 1,
      };
      await activations.use(await open(account.address), {
        ...account,
        generator: { secret: "s", lastStep: 1, since: at },
      });
    });
    const list = async (query = "") => (await as("help-desk").ask({ path: `/api/accounts${query}` })).json.accounts;

    it("are listed with their state, never with a secret", async () => {
      const rows = await list();
      const shown = rows.map(({ address, state, secondFactor }: Record<string, unknown>) => [
        address,
        state,
        secondFactor,
      ]);
      assert.deepEqual(shown.sort(), [
        ["bob@partner.example", "active", true],
        ["waiting@partner.example", "waiting", false],
      ]);
      assert.doesNotMatch(JSON.stringify(rows), /passwordHash|"s"/);
      assert.equal((await list("?address=BOB@partner.example")).length, 1);
      assert.equal((await list("?address=partner")).length, 2);
    });

    it("can be reset, signed out and freed of a lost second factor; the owner is told by mail", async () => {
      const json = { address: "bob@partner.example" };
      for (const what of ["reset", "sign-out", "second-factor/removal"]) {
        assert.equal((await post("help-desk", `/api/accounts/${what}`, json)).status, 204, what);
        assert.equal((await post("auditor", `/api/accounts/${what}`, json)).status, 403, what);
      }
      const [row] = await list("?address=bob@partner.example");
      assert.equal(row.secondFactor, false);
      assert.deepEqual(
        api.effects.map((effect) => ("change" in effect ? effect.change : effect.kind)),
        ["reset-password", "signed-out-everywhere", "second-factor-off"],
      );
      assert.doesNotMatch((await audited()).join("\n"), /partner\.example/);
    });

    it("can be deleted, and nothing of them is left in the list", async () => {
      for (const address of ["bob@partner.example", "waiting@partner.example"]) {
        assert.equal((await post("owner", "/api/accounts/deletion", { address })).status, 204);
      }
      assert.deepEqual(await list(), []);
      assert.equal((await post("owner", "/api/accounts/deletion", { address: "bob@partner.example" })).status, 404);
    });
  });

  it("shows the connector's secret once, and makes a new one without ending the old", async () => {
    assert.equal((await as("owner").ask({ path: "/api/connector" })).json.shown, false);
    assert.equal((await post("owner", "/api/connector/look")).json.value, "first-secret-of-the-connector");
    assert.equal((await post("owner", "/api/connector/look")).json.code, "shown-before");
    assert.equal((await post("owner", "/api/connector/renewal")).status, 204);
    const { json } = await post("owner", "/api/connector/look");
    assert.notEqual(json.value, "first-secret-of-the-connector");
    const secrets = new DynamoGatewaySecrets(api.stores.client, api.stores.directory);
    assert.deepEqual((await secrets.current()).connector, [json.value, "first-secret-of-the-connector"]);
    assert.equal((await post("owner", "/api/connector/end-of-old")).status, 204);
    assert.deepEqual((await secrets.current()).connector, [json.value]);
    assert.equal((await post("help-desk", "/api/connector/look")).status, 403);
  });

  it("counts on the dashboard what came, and which policies never decided", async () => {
    const today = new Date().toISOString().slice(0, 10);
    const counts = {
      day: today,
      messages: 3,
      refused: 1,
      dispositions: { encrypt: 2 },
      policies: { "payment-cards": 2 },
      unreadable: { encrypted: 1 },
    };
    await api.context.counts.add(counts);
    await api.context.counts.add(counts);
    const { json } = await as("auditor").ask({ path: "/api/dashboard" });
    assert.equal(json.days.length, 7);
    assert.deepEqual(json.days.at(-1), { day: today, messages: 6, refused: 2, dispositions: { encrypt: 4 } });
    assert.deepEqual([json.messages30, json.closed30, json.unreadable], [4, 2, { encrypted: 2 }]);
    assert.deepEqual(
      json.setup.map(({ id, done }: { id: string; done: boolean }) => [id, done]),
      [
        ["secret", true],
        ["first-mail", true],
        ["proven", true],
        ["policies", false],
        ["first-reader", false],
      ],
    );
  });

  it("answers actions on copies that cannot be done plainly", async () => {
    await aTrackedMessage(api.ledger, "whole");
    assert.deepEqual((await as("auditor").ask({ path: "/api/messages/whole/copies" })).json, { copies: [] });
    const told = await post("help-desk", "/api/messages/whole/actions", { what: "recall" });
    assert.deepEqual([told.status, told.json.code], [409, "nothing-changed"]);
    assert.equal((await post("help-desk", "/api/messages/whole/extension", { days: 0 })).status, 400);
    assert.equal((await post("auditor", "/api/messages/whole/extension", { days: 9 })).status, 403);
  });
});
