import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { MailManagerClient } from "@aws-sdk/client-mailmanager";
import { sesModule } from "../../../local/ses/module.ts";
import { MailManagerDomains } from "../../../src/aws/mail-manager-domains.ts";
import { MailManagerTraffic } from "../../../src/aws/mail-manager-traffic.ts";
import { keepTrafficPolicy } from "../../../src/tls/keep-traffic-policy.ts";
import type { Witness } from "../../../src/tls/witness.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";
import { allow, aRole } from "../../support/a-role.ts";

const open = { DefaultAction: "ALLOW", PolicyStatements: [] } as const;
const closed = { DefaultAction: "DENY", PolicyStatements: [] } as const;

describe("the address list and the traffic policy of a Mail Manager endpoint", () => {
  let cloud: ACloud;
  let domains: MailManagerDomains;
  let traffic: MailManagerTraffic;
  const done: string[] = [];
  let seen: Witness | null = null;
  before(async () => {
    cloud = await aCloud({
      modules: [sesModule()],
      resources: {
        Domains: { Type: "AWS::SES::MailManagerAddressList", Properties: {} },
        Traffic: { Type: "AWS::SES::MailManagerTrafficPolicy", Properties: closed },
        Reader: aRole(allow("ses:ListMembersOfAddressList", { "Fn::GetAtt": ["Domains", "AddressListArn"] })),
      },
    });
    const client = new MailManagerClient(cloud.client());
    domains = new MailManagerDomains(client, cloud.ref("Domains"));
    traffic = new MailManagerTraffic(client, cloud.ref("Traffic"));
  });
  after(() => cloud.close());
  beforeEach(() => {
    done.length = 0;
  });
  /** Keeps them, and notes what is done in which order. */
  const keep = (policy: Parameters<typeof traffic.write>[0], listed: readonly string[]) =>
    keepTrafficPolicy(
      {
        traffic: {
          read: () => traffic.read(),
          write: async (next) => {
            done.push("policy");
            await traffic.write(next);
          },
        },
        domains: {
          members: () => domains.members(),
          add: async (member) => {
            done.push(`+${member}`);
            await domains.add(member);
          },
          remove: async (member) => {
            done.push(`-${member}`);
            await domains.remove(member);
          },
        },
        witness: {
          current: async () => seen,
          save: async (next) => {
            seen = next;
          },
          lease: async () => true,
          release: async () => undefined,
        },
        clock: { now: () => new Date("2026-11-23T10:00:00Z"), token: () => "t" },
        pause: async () => undefined,
      },
      { policy, listed },
      async () => void done.push("in force"),
    );

  it("take in who must come over TLS before the policy changes, and let go afterwards", async () => {
    await keep(open, ["*@bank.example", "*@old.example"]);
    assert.deepEqual(done, ["+*@bank.example", "+*@old.example", "policy", "in force"]);
    done.length = 0;
    const { calls, complete } = await keep(closed, ["*.bank.example", "*@bank.example"]);
    assert.deepEqual(done, ["+*.bank.example", "policy", "-*@old.example", "in force"]);
    assert.deepEqual([calls, complete, seen?.drift], [3, true, null]);
    assert.deepEqual(await domains.members(), ["*.bank.example", "*@bank.example"]);
  });

  it("are left alone where nothing differs; what somebody else changed is seen and put right", async () => {
    await keep(closed, ["*.bank.example", "*@bank.example"]);
    assert.deepEqual(done, ["in force"]);
    await domains.remove("*@bank.example");
    await domains.add("*@stranger.example");
    done.length = 0;
    await keep(closed, ["*.bank.example", "*@bank.example"]);
    assert.deepEqual(done, ["+*@bank.example", "-*@stranger.example", "in force"]);
  });

  it("are changed a hundred members a run, and nothing comes into force before all are there", async () => {
    const many = Array.from({ length: 150 }, (_, index) => `*@p${String(index).padStart(3, "0")}.example`);
    const all = ["*.bank.example", "*@bank.example", ...many];
    assert.deepEqual((await keep(open, all)).complete, false);
    assert.deepEqual([done.length, done.includes("in force")], [100, false]);
    await keep(open, all);
    assert.deepEqual(done.slice(-2), ["policy", "in force"]);
    assert.equal((await domains.members()).length, 152);
  });

  it("are changed by nobody who may only read, and take no pattern that Mail Manager refuses", async () => {
    const reader = new MailManagerDomains(new MailManagerClient(cloud.client("Reader")), cloud.ref("Domains"));
    assert.ok((await reader.members()).length > 0);
    await assert.rejects(reader.add("*@x.example"), { name: "AccessDenied" });
    for (const wrong of ["*@*.example", "bob@*", "a b@c.example"])
      await assert.rejects(domains.add(wrong), { name: "ValidationException" });
  });
});
