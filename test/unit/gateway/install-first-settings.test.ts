import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { makeOneTimePassword } from "../../../src/accounts/administrators/first-password.ts";
import { DynamoAdministrators } from "../../../src/aws/dynamodb-administrators.ts";
import { DynamoGatewaySecrets } from "../../../src/aws/dynamodb-gateway-secrets.ts";
import { DynamoPolicies } from "../../../src/aws/dynamodb-policies.ts";
import { systemClock } from "../../../src/clock.ts";
import { type InstallPorts, installFirstSettings } from "../../../src/gateway/install-first-settings.ts";
import { firstPolicies } from "../../../src/policy/first-policies.ts";
import type { Effect } from "../../../src/tracking/outbox.ts";
import { type SomeStores, someStores } from "../../support/some-stores.ts";

describe("the first settings", () => {
  let stores: SomeStores;
  let ports: InstallPorts;
  const queued: Effect[] = [];
  before(async () => {
    stores = await someStores();
    const { client, directory } = stores;
    ports = {
      companyDomains: ["northwind.example"],
      policies: new DynamoPolicies(client, directory),
      secrets: new DynamoGatewaySecrets(client, directory),
      administrators: new DynamoAdministrators(client, directory),
      outbox: {
        add: async (effect) => {
          queued.push(effect);
        },
      },
    };
  });
  after(() => stores.close());
  const whole = async () => ({
    policies: await ports.policies.current(),
    secrets: await ports.secrets.current(),
    administrator: await ports.administrators.find("admin"),
  });

  it("are policies, secrets of 256 bits, an owner, and the mail that lets the owner in", async () => {
    await installFirstSettings(ports, systemClock);
    const { policies, secrets, administrator } = await whole();
    assert.deepEqual([policies?.version, policies?.publishedBy], [1, "installation"]);
    assert.deepEqual(policies?.policySet, firstPolicies(["northwind.example"]));
    const all = [...secrets.connector, secrets.marker];
    assert.deepEqual(
      all.map((secret) => Buffer.from(secret, "base64url").length),
      [32, 32, 32],
    );
    assert.equal(new Set(all).size, 3);
    assert.equal(administrator?.role, "owner");
    assert.deepEqual(queued, [{ kind: "first-sign-in", userName: "admin" }]);
  });

  it("stay as they are, and no second mail goes out, when the installation runs again", async () => {
    const first = await whole();
    await Promise.all([installFirstSettings(ports, systemClock), installFirstSettings(ports, systemClock)]);
    assert.deepEqual(await whole(), first);
    assert.equal(queued.length, 1);
  });

  it("leave an administrator alone who has signed in, and policies that were published since", async () => {
    await makeOneTimePassword(ports, systemClock, "admin");
    const policySet = firstPolicies(["other.example"]);
    await ports.policies.publish({ basedOn: 1, policySet, by: "admin", at: new Date(), note: "" });
    const before = await whole();
    await installFirstSettings(ports, systemClock);
    assert.deepEqual(await whole(), before);
    assert.equal(queued.length, 1);
  });
});
