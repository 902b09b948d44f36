import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { makeApiKey } from "../../src/accounts/administrators/api-key.ts";
import { policiesText } from "../../src/policy/policies-text.ts";
import { inForce, policyAdminIn, signedInAs, toPartner } from "../support/a-policy-admin.ts";
import { type ServedConsole, serveConsole } from "../support/serve-console.ts";
import { aTrackedMessage, somePolicies } from "../support/some-messages.ts";
import { aFolder, sealgate } from "./the-command.ts";

describe("policies that live in git", () => {
  let served: ServedConsole;
  let env: Record<string, string>;
  const folder = aFolder();
  before(async () => {
    served = await serveConsole("none");
    const { context, ledger } = served.api;
    await inForce(served.api);
    await aTrackedMessage(ledger, "past", { receivedAt: new Date().toISOString(), subject: "Invoice 4711" });
    const wish = { name: "pipeline", scopes: ["policies:read", "policies:write"], createdBy: "s", days: 1 } as const;
    const { token } = await makeApiKey(context.apiKeys, context.clock, { ...wish, scopes: [...wish.scopes] });
    env = { SEALGATE_URL: served.url, SEALGATE_API_KEY: token };
  });
  after(async () => {
    folder[Symbol.dispose]();
    await served.close();
  });

  const run = (...args: string[]) => sealgate(["policies", ...args], { env });
  const file = (name: string, change: (set: typeof somePolicies) => object) =>
    folder.write(name, policiesText(change(structuredClone(somePolicies)) as typeof somePolicies));

  it("are pulled byte for byte", async () => {
    const { code, out, err } = await run("pull");
    assert.deepEqual([code, out, err], [0, policiesText(somePolicies), "version 1\n"]);
  });

  it("are planned: what changes, in words, and how past messages would have been treated; nothing changes", async () => {
    const path = file("less.json", (set) => ({
      ...set,
      policies: set.policies.filter(({ id }) => id !== "payment-cards"),
    }));
    const { code, out } = await run("plan", path);
    assert.equal(code, 0);
    assert.match(out, /In force is version 1\.\n1 differences:\n {2}- policies: Payment card numbers\n {6}was: When /);
    assert.match(out, /Replay of 1 messages .*: 1 recipients treated otherwise, 1 of them in clear now/);
    assert.match(
      out,
      /! .* “Invoice 4711” to bob@partner\.example: encrypted \(Payment card numbers\) → sent unencrypted/,
    );
    assert.equal((await served.api.context.policies.current())?.version, 1);
    assert.deepEqual(await served.api.context.drafts.list(), []);
  });

  it("are planned with what kept texts say of new words, where owners have them kept", async () => {
    const { context, ledger, kept } = served.api;
    await aTrackedMessage(ledger, "with-text", { receivedAt: new Date().toISOString(), subject: "Falcon", kept });
    const words = { ...toPartner("falcon"), conditions: { type: "words", settings: { words: ["falcon"] } } };
    const path = file("falcon.json", (set) => ({
      ...set,
      policies: [{ ...words, name: "Falcon", disposition: "hold" }, ...set.policies],
    }));
    assert.match(
      (await run("plan", path)).out,
      /0 recipients treated otherwise, 0 of them in clear now, 4 cannot be known/,
    );
    const { version, settings } = await context.settings.current();
    const change = { basedOn: version, settings: { ...settings, keepTextDays: 3 }, by: "s", at: new Date() };
    assert.ok(await context.settings.save(change));
    const { code, out } = await run("plan", path);
    assert.equal(code, 0);
    assert.match(out, /2 recipients treated otherwise, 0 of them in clear now, 2 cannot be known/);
    assert.match(out, /The kept text of 1 messages was asked, which is in the audit log\./);
    assert.match(
      out,
      /“Falcon” to bob@partner\.example: encrypted \(Payment card numbers\) → held for review \(Falcon\)/,
    );
    assert.deepEqual(kept.opened, ["with-text"]);
  });

  it("are not pushed over a hole, a failing test or an error, and always with a note", async () => {
    const hole = file("less.json", (set) => ({ ...set, policies: [] }));
    assert.match((await run("push", hole)).err, /give --note/);
    assert.match((await run("push", hole, "--note", "less")).err, /past messages would go out in clear/);
    const test = { id: "t", name: "T", message: "Subject: hello\n\nhello", expect: { is: "hold" } };
    const failing = file("failing.json", (set) => ({ ...set, tests: [test] }));
    assert.match((await run("push", failing, "--note", "x")).out, /error: T: the golden test fails/);
    assert.equal((await run("test", failing)).code, 2);
    const wrong = folder.write("wrong.json", '{"version":1,"companyDomains":["northwind.example"],"policies":[{}]}');
    assert.match((await run("push", wrong, "--note", "x")).err, /wrong\.json:1:/);
    assert.equal((await served.api.context.policies.current())?.version, 1);
  });

  it("are pushed, and are then in force byte for byte", async () => {
    const text = policiesText({
      ...somePolicies,
      policies: [toPartner("partner") as never, ...somePolicies.policies],
    }).replaceAll("  ", " ");
    const path = folder.write("policies.json", text);
    const { code, out } = await run("push", path, "--note", "Partner");
    assert.equal(code, 0, out);
    assert.match(out, /Version 2 is in force from the next message on\.\n$/);
    assert.equal((await run("pull")).out, text);
    assert.match((await run("push", path, "--note", "again")).out, /says the same as the policies in force/);
  });

  it("tell of drift, and do not undo unseen what the console has published", async () => {
    const admin = policyAdminIn(await signedInAs(served.api, "anna", "policy-admin"));
    await admin.change({ put: "policies", value: toPartner("by-hand", "other.example") });
    await admin.publish({ note: "in a hurry" });
    const path = file("policies.json", (set) => ({ ...set, otherwise: { disposition: "encrypt" } }));
    const { out } = await run("plan", path);
    assert.match(out, /Drift: version 3 was published in the console by anna: in a hurry/);
    assert.match(out, /- policies: Mail to other\.example/);
    const refused = await run("push", path, "--note", "x");
    assert.deepEqual([refused.code, /push with --based-on 3/.test(refused.err)], [2, true]);
    assert.match((await run("push", path, "--note", "x", "--based-on", "2")).err, /version 3 is in force/);
    const pushed = await run("push", path, "--note", "x", "--based-on", "3");
    assert.equal(pushed.code, 0, pushed.err);
  });

  it("say what is missing or wrong with the installation or the key", async () => {
    const wrong = async (more: Record<string, string>, ...args: string[]) =>
      (await sealgate(["policies", "pull", ...args], { env: { ...env, ...more } })).err;
    assert.match(await wrong({ SEALGATE_URL: "" }), /which installation\?/);
    assert.match(await wrong({ SEALGATE_API_KEY: "" }), /no API key/);
    assert.match(await wrong({ SEALGATE_API_KEY: "sgk_no" }), /API key is unknown/);
    assert.match(await wrong({}, "--url", "http://example.com"), /begin with https/);
  });
});
