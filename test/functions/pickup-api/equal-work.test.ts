import assert from "node:assert/strict";
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { beforeEach, describe, it } from "node:test";

const hashed: string[] = [];
const argon2 = crypto.argon2;

// Counts the slow hashes that are made, with what they cost; it has to stand before anything that makes one.
crypto.argon2 = ((algorithm, parameters, callback) => {
  const { memory, passes, parallelism, tagLength } = parameters;
  hashed.push(`${algorithm} ${memory} ${passes} ${parallelism} ${tagLength}`);
  return argon2(algorithm, parameters, callback);
}) as typeof argon2;
syncBuiltinESMExports();

const { issueActivation } = await import("../../../src/accounts/issue-activation.ts");
const { aBrowser, textOf } = await import("./a-browser.ts");
const { aPortal } = await import("./a-portal.ts");

const password = "violet tractor hums";
const known = "bob@partner.example";
const unknown = "eve@partner.example";

describe("an answer about an address", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  const calls: string[] = [];
  beforeEach(async () => {
    portal = await aPortal();
    const browser = aBrowser(portal);
    const pair = await issueActivation(portal.context, portal.context.clock, { address: known });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    for (const port of ["accounts", "activations", "links", "sessions", "devices", "limiter", "outbox"] as const)
      noteCalls(port, portal.context[port] as Record<string, (...args: never[]) => unknown>);
  });
  const noteCalls = (port: string, methods: Record<string, (...args: never[]) => unknown>) => {
    for (const [name, method] of Object.entries(methods)) {
      methods[name] = (...args) => {
        calls.push(`${port}.${name}`);
        return method(...args);
      };
    }
  };
  /** What one request calls and hashes, and what it answers but for what was typed. */
  const workOf = async (path: string, address: string, source: string) => {
    const browser = aBrowser(portal, source);
    const form = textOf(await browser.get(path));
    const token = /name="form-token" value="([^"]*)"/.exec(form)?.[1] ?? "";
    calls.length = 0;
    hashed.length = 0;
    const reply = await browser.post(path, { "form-token": token, address, password: "not the right one" });
    const page = textOf(reply)
      .replaceAll(address, "")
      .replaceAll(/value="[^"]*"/g, "")
      .replaceAll(/challenge&quot;:&quot;[\w-]+/g, "");
    return { calls: [...calls], hashed: [...hashed], status: reply.status, headers: Object.keys(reply.headers), page };
  };

  it("takes the same calls and one slow hash of the same cost at sign-in, known or not", async () => {
    const [one, other] = [await workOf("/sign-in", known, "192.0.2.1"), await workOf("/sign-in", unknown, "192.0.2.2")];
    assert.deepEqual(one, other);
    assert.deepEqual(one.hashed, ["argon2id 19456 2 1 32"]);
    assert.ok(one.calls.includes("accounts.find"));
  });

  it("takes the same calls and no look at the account when the password is forgotten", async () => {
    const [one, other] = [
      await workOf("/forgot-password", known, "192.0.2.1"),
      await workOf("/forgot-password", unknown, "192.0.2.2"),
    ];
    assert.deepEqual(one, other);
    assert.deepEqual(one.calls, ["limiter.take", "limiter.take", "outbox.add"]);
    assert.deepEqual(one.hashed, []);
    assert.equal(portal.accounts.state.effects.length, 2);
  });

  it("stays the same when there were too many attempts", async () => {
    const last = async (path: string, address: string, source: string) => {
      for (let count = 0; count < 11; count += 1) await workOf(path, address, source);
      return workOf(path, address, source);
    };
    for (const path of ["/sign-in", "/forgot-password"])
      assert.deepEqual(await last(path, known, "192.0.2.3"), await last(path, unknown, "192.0.2.4"), path);
  });

  it("hashes a million characters no longer than a password may be", async () => {
    await workOf("/sign-in", known, "192.0.2.5");
    const browser = aBrowser(portal, "192.0.2.6");
    hashed.length = 0;
    const reply = await browser.submit("/sign-in", "/sign-in", { address: known, password: "x".repeat(1_000_000) });
    assert.ok(reply.status < 500);
    assert.ok(hashed.length <= 1);
  });
});
