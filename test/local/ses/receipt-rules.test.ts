import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import {
  CreateReceiptRuleCommand,
  DeleteReceiptRuleCommand,
  DescribeActiveReceiptRuleSetCommand,
  DescribeReceiptRuleSetCommand,
  ListReceiptRuleSetsCommand,
  SESClient,
  SetActiveReceiptRuleSetCommand,
  UpdateReceiptRuleCommand,
} from "@aws-sdk/client-ses";
import { sesModule } from "../../../local/ses/module.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";
import { allow, aRole } from "../../support/a-role.ts";

const rule = (Name: string, After?: unknown, Recipients = [`${Name}.example`]) => ({
  Type: "AWS::SES::ReceiptRule",
  Properties: {
    RuleSetName: { Ref: "Rules" },
    ...(After === undefined ? {} : { After }),
    Rule: { Name, Enabled: true, Recipients, TlsPolicy: "Require", Actions: [{ S3Action: { BucketName: "mail" } }] },
  },
});
const resources = {
  Rules: { Type: "AWS::SES::ReceiptRuleSet", Properties: { RuleSetName: "rules" } },
  Second: rule("second", { Ref: "First" }),
  First: rule("first"),
  Other: { Type: "AWS::SES::ReceiptRuleSet", Properties: {} },
  Nobody: aRole(),
  Provision: aRole(allow("ses:SetActiveReceiptRuleSet", "*")),
};

describe("receipt rule calls", () => {
  let cloud: ACloud;
  const start = async () => {
    cloud = await aCloud({ modules: [sesModule()], resources });
    return new SESClient(cloud.client());
  };
  const names = async (client: SESClient) => {
    const { Rules } = await client.send(new DescribeReceiptRuleSetCommand({ RuleSetName: "rules" }));
    return Rules?.map(({ Name }) => Name);
  };
  afterEach(() => cloud.close());

  it("describe no active set, then the one that was activated, also after a restart", async () => {
    let client = await start();
    const none = await client.send(new DescribeActiveReceiptRuleSetCommand({}));
    assert.deepEqual([none.Metadata, none.Rules], [undefined, undefined]);
    await client.send(new SetActiveReceiptRuleSetCommand({ RuleSetName: "rules" }));
    await cloud.restart();
    client = new SESClient(cloud.client());
    const active = await client.send(new DescribeActiveReceiptRuleSetCommand({}));
    assert.equal(active.Metadata?.Name, "rules");
    assert.ok(active.Metadata.CreatedTimestamp instanceof Date);
    assert.deepEqual(active.Rules?.[0], {
      Name: "first",
      Enabled: true,
      TlsPolicy: "Require",
      Recipients: ["first.example"],
      Actions: [{ S3Action: { BucketName: "mail" } }],
      ScanEnabled: false,
    });
    await client.send(new SetActiveReceiptRuleSetCommand({}));
    assert.equal((await client.send(new DescribeActiveReceiptRuleSetCommand({}))).Metadata, undefined);
  });

  it("put each declared rule behind the one it names", async () => {
    assert.deepEqual(await names(await start()), ["first", "second"]);
    assert.equal(cloud.ref("Other"), "Sealgate-Other");
  });

  it("create, update and delete rules, which stay after a restart", async () => {
    let client = await start();
    const Rule = { Name: "new", Recipients: ["a&b@x.example"], TlsPolicy: "Optional" as const };
    await client.send(new CreateReceiptRuleCommand({ RuleSetName: "rules", After: "first", Rule }));
    assert.deepEqual(await names(client), ["first", "new", "second"]);
    await client.send(new UpdateReceiptRuleCommand({ RuleSetName: "rules", Rule: { ...Rule, Enabled: true } }));
    await client.send(new DeleteReceiptRuleCommand({ RuleSetName: "rules", RuleName: "second" }));
    await cloud.restart();
    client = new SESClient(cloud.client());
    const { Rules } = await client.send(new DescribeReceiptRuleSetCommand({ RuleSetName: "rules" }));
    assert.deepEqual(
      Rules?.map(({ Name, Enabled, Recipients }) => [Name, Enabled, Recipients]),
      [
        ["first", true, ["first.example"]],
        ["new", true, ["a&b@x.example"]],
      ],
    );
  });

  it("name what is wrong", async () => {
    const client = await start();
    const Rule = { Name: "first" };
    const create = (input: { RuleSetName: string; After?: string; Rule: { Name: string } }) =>
      client.send(new CreateReceiptRuleCommand(input));
    await assert.rejects(create({ RuleSetName: "rules", Rule }), { name: "AlreadyExistsException" });
    await assert.rejects(create({ RuleSetName: "none", Rule }), { name: "RuleSetDoesNotExistException" });
    await assert.rejects(create({ RuleSetName: "rules", After: "none", Rule: { Name: "x" } }), {
      name: "RuleDoesNotExistException",
    });
    await assert.rejects(create({ RuleSetName: "rules", Rule: { Name: "not a name" } }), { name: "ValidationError" });
    await assert.rejects(
      client.send(new ListReceiptRuleSetsCommand({})),
      /does not know the operation ListReceiptRuleSets/,
    );
  });

  it("need their own permission", async () => {
    await start();
    const call = (role: string) =>
      new SESClient(cloud.client(role)).send(new SetActiveReceiptRuleSetCommand({ RuleSetName: "rules" }));
    await assert.rejects(call("Nobody"), /not authorized to perform: ses:SetActiveReceiptRuleSet/);
    await call("Provision");
  });
});
