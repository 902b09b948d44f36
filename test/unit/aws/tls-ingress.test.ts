import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESClient } from "@aws-sdk/client-ses";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamodbModule } from "../../../local/dynamodb/dynamodb.ts";
import { sesModule } from "../../../local/ses/module.ts";
import { DynamoTlsPolicies } from "../../../src/aws/dynamodb-tls-policies.ts";
import { DynamoTlsWitness } from "../../../src/aws/dynamodb-tls-witness.ts";
import { SesReceiptRules } from "../../../src/aws/ses-receipt-rules.ts";
import { tlsPolicySet } from "../../../src/contracts/tls-policies.ts";
import type { RuleStep } from "../../../src/tls/compile/diff-receipt-rules.ts";
import type { IngressPorts } from "../../../src/tls/ingress-ports.ts";
import { keepIngress } from "../../../src/tls/keep-ingress.ts";
import { policiesAt } from "../../../src/tls/repository.ts";
import { provenByWitness } from "../../../src/tls/witness.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";
import { aReceipt } from "../tls/a-policy.ts";

const gatewayDomain = "gw.company.example";
const names = { gateway: "S-gateway", tlsPrefix: "S-tls-" };
const resources = {
  Rules: { Type: "AWS::SES::ReceiptRuleSet", Properties: { RuleSetName: "rules" } },
  Gateway: {
    Type: "AWS::SES::ReceiptRule",
    Properties: {
      RuleSetName: { Ref: "Rules" },
      Rule: {
        Name: names.gateway,
        Enabled: true,
        Recipients: [gatewayDomain, `.${gatewayDomain}`],
        TlsPolicy: "Optional",
        ScanEnabled: true,
        Actions: [{ S3Action: { BucketName: "mail", ObjectKeyPrefix: "in/" } }],
      },
    },
  },
  Directory: {
    Type: "AWS::DynamoDB::Table",
    Properties: {
      TableName: "directory",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
    },
  },
};
const bob = `bob=partner.example@${gatewayDomain}`;
const eve = `eve=other.example@${gatewayDomain}`;
const to = (...addresses: string[]) => ({
  option: "enforced",
  appliesTo: addresses.map((address) => ({ kind: "individual", address })),
});

describe("TLS policies on their way to receipt rules", () => {
  let cloud: ACloud;
  let ports: IngressPorts;
  let rules: SesReceiptRules;
  let now = new Date("2026-11-22T10:00:00Z");
  let version = 0;
  const waits: number[] = [];
  const steps: RuleStep[] = [];
  const at = (time: string) => {
    now = new Date(`2026-11-22T${time}Z`);
  };

  before(async () => {
    cloud = await aCloud({ modules: [sesModule(), dynamodbModule], resources });
    rules = new SesReceiptRules(new SESClient(cloud.client()), "rules");
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.client()));
    ports = {
      repository: new DynamoTlsPolicies(client, "directory"),
      witness: new DynamoTlsWitness(client, "directory"),
      profile: () => ({ kind: "receipt-rules", recipientForm: "address", always: false }),
      company: () => ({ gatewayDomain, companyDomains: new Set(["company.example"]), networks: [], timeZone: "UTC" }),
      rules: {
        list: () => rules.list(),
        apply: async (step) => {
          steps.push(step);
          await rules.apply(step);
        },
      },
      ruleNames: names,
      traffic: { read: () => assert.fail(), write: () => assert.fail() },
      domains: { members: () => assert.fail(), add: () => assert.fail(), remove: () => assert.fail() },
      clock: { now: () => now, token: () => "t" },
      pause: async (milliseconds) => void waits.push(milliseconds),
    };
  });
  after(() => cloud.close());

  const publish = async (given: object) => {
    const policies = tlsPolicySet.parse({ version: 1, ...given });
    const published = await ports.repository.publish({ basedOn: version, policies, by: "admin", at: now, note: "" });
    version = published?.version ?? assert.fail("somebody else published");
  };
  const required = async () =>
    (await rules.list()).filter(({ tlsPolicy }) => tlsPolicy === "Require").flatMap(({ recipients }) => recipients);
  const proof = async (gatewayRecipient: string, time: string) => {
    const witness = (await ports.witness.current()) ?? assert.fail("nothing was seen");
    const receivedAt = new Date(`2026-11-22T${time}Z`);
    return provenByWitness(witness, { gatewayRecipient, sourceIp: "127.0.0.1", receivedAt }).tls;
  };
  const inForceAt = async (time: string) =>
    (await policiesAt(ports.repository, new Date(`2026-11-22T${time}Z`)))?.version ?? null;

  it("come into force when their rules are there, and not before", async () => {
    at("10:00:00");
    await publish({ receipt: [aReceipt(to("bob@partner.example"))] });
    assert.equal(await inForceAt("10:00:30"), null);
    at("10:01:00");
    assert.equal((await keepIngress(ports))?.complete, true);
    assert.ok((await required()).includes(bob));
    assert.deepEqual([await inForceAt("10:00:59"), await inForceAt("10:01:00")], [null, 1]);
    assert.deepEqual([await proof(bob, "10:00:59"), await proof(bob, "10:01:00")], ["unknown", "yes"]);
    assert.equal(await proof(eve, "10:01:00"), "unknown");
  });

  it("change nothing when they are looked at again", async () => {
    steps.length = 0;
    at("10:02:00");
    assert.deepEqual(await keepIngress(ports), { calls: 0, complete: true, problem: null });
    assert.deepEqual(steps, []);
  });

  it("leave the gateway's own rule its actions when TLS is required of all, and when no more", async () => {
    at("10:03:00");
    await publish({ requireForAll: true });
    await keepIngress(ports);
    const [gateway] = (await rules.list()).filter(({ name }) => name === names.gateway);
    assert.equal(gateway?.tlsPolicy, "Require");
    assert.deepEqual(gateway.actions, [{ S3Action: { BucketName: "mail", ObjectKeyPrefix: "in/" } }]);
    assert.equal(await proof(eve, "10:03:00"), "yes");
    at("10:04:00");
    await publish({ receipt: [aReceipt(to("bob@partner.example"))] });
    await keepIngress(ports);
    assert.equal(await proof(bob, "10:04:00"), "yes", "who is required before and after is required in between");
    at("10:05:00");
    assert.deepEqual(await required(), [bob, "bob@partner.example.gw.company.example"]);
  });

  it("prove nothing of what came after they let go of it, and still what came before", async () => {
    at("10:06:00");
    await publish({ receipt: [aReceipt(to("eve@other.example"))] });
    await keepIngress(ports);
    at("10:07:00");
    await keepIngress(ports);
    assert.deepEqual([await proof(bob, "10:05:30"), await proof(bob, "10:07:00")], ["yes", "unknown"]);
    assert.equal(await inForceAt("10:05:30"), 3);
  });

  it("find what others changed, show it, and put it right", async () => {
    at("10:08:00");
    const [own] = (await rules.list()).filter(({ name }) => name.startsWith(names.tlsPrefix));
    await rules.apply({ do: "update", rule: { ...(own ?? assert.fail()), tlsPolicy: "Optional" } });
    ports.rules.apply = async () => assert.fail("SES does not answer");
    await assert.rejects(keepIngress(ports));
    const { drift } = (await ports.witness.current()) ?? assert.fail();
    assert.match(drift?.sentences.join(" ") ?? "", /does not require TLS/);
    assert.equal(await proof(eve, "10:08:00"), "unknown");
    ports.rules.apply = (step) => rules.apply(step);
    at("10:09:00");
    await keepIngress(ports);
    assert.ok((await required()).includes(eve));
    assert.equal((await ports.witness.current())?.drift, null);
  });

  it("end their proof before a rule lets go of anybody", async () => {
    at("10:10:00");
    await publish({});
    const proofs: string[] = [];
    ports.rules.apply = async (step) => {
      proofs.push(await proof(eve, "10:10:01"));
      await rules.apply(step);
    };
    await keepIngress(ports);
    assert.deepEqual(proofs, ["unknown"]);
    assert.deepEqual(await required(), []);
  });

  it("let one run at a time look and change, and keep a second between two calls", async () => {
    assert.equal(await ports.witness.lease(now, new Date(now.getTime() + 1_000)), true);
    assert.equal(await keepIngress(ports), null);
    await ports.witness.release();
    assert.ok(waits.length > 5 && waits.every((wait) => wait >= 1_000));
  });

  it("are refused when they rest on an older version", async () => {
    const policies = tlsPolicySet.parse({ version: 1 });
    const late = await ports.repository.publish({ basedOn: 1, policies, by: "admin", at: now, note: "" });
    assert.equal(late, null);
    assert.deepEqual(
      (await ports.repository.history(2)).map((one) => one.version),
      [5, 4],
    );
  });
});
