import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { type App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import * as rules from "./support/rules.ts";
import { gatewayApp } from "./support/synthesize.ts";
import { functions, ofType, type Resources, refersTo } from "./support/template.ts";

const networks = Array.from({ length: 12 }, (_, index) => `192.0.${index}.0/24`);
const settings = { ingress: "mail-manager", connectorNetworks: [...networks, "2001:db8::/32"].join(",") };

describe("the profile mail-manager", () => {
  let resources: Resources;
  let app: App;
  before(() => {
    app = gatewayApp(settings).app;
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    // Throws when AWS Solutions or the default CloudFormation rules find an error.
    resources = app.synth().getStackArtifact("Sealgate").template.Resources;
  });
  const only = (type: string) => {
    const [found, ...others] = ofType(resources, type);
    assert.equal(others.length, 0, type);
    return found ?? assert.fail(`no ${type}`);
  };

  it("has an endpoint in place of receipt rules, and takes plain mail where policies allow it", () => {
    for (const type of ["AWS::SES::ReceiptRule", "AWS::SES::ReceiptRuleSet", "Custom::ActiveReceiptRuleSet"])
      assert.deepEqual(ofType(resources, type), []);
    const [, { Properties }] = only("AWS::SES::MailManagerIngressPoint");
    assert.deepEqual([Properties.Type, Properties.TlsPolicy], ["OPEN", "OPTIONAL"]);
  });

  it("has one address list for domains, which housekeeping alone may change", () => {
    const [list] = only("AWS::SES::MailManagerAddressList");
    const holders = functions(resources).filter(({ statements }) =>
      statements.some(({ Resource }) => refersTo(Resource, list)),
    );
    assert.deepEqual(
      holders.map(({ properties }) => properties.Handler),
      ["housekeeping.handler"],
    );
    const [grant] = holders[0]?.statements.filter(({ Resource }) => refersTo(Resource, list)) ?? [];
    assert.deepEqual(grant?.Action, [
      "ses:DeregisterMemberFromAddressList",
      "ses:ListMembersOfAddressList",
      "ses:RegisterMemberToAddressList",
    ]);
  });

  it("lets in the company's own networks alone, ten a condition", () => {
    const [, { Properties }] = only("AWS::SES::MailManagerTrafficPolicy");
    assert.equal(Properties.DefaultAction, "DENY");
    const counts = Properties.PolicyStatements.map((statement: { Action: string; Conditions: readonly object[] }) => {
      const [[kind, expression] = []] = Object.entries(statement.Conditions[0] ?? {});
      return [statement.Action, kind, (expression as { Values: string[] }).Values.length];
    });
    assert.deepEqual(counts, [
      ["ALLOW", "IpExpression", 10],
      ["ALLOW", "IpExpression", 2],
      ["ALLOW", "Ipv6Expression", 1],
    ]);
  });

  it("marks each mail with its TLS by a header that only this deployment knows, then stores it and tells of it", () => {
    const [, { Properties }] = only("AWS::SES::MailManagerRuleSet");
    const [on, off, takeIn] = Properties.Rules;
    assert.deepEqual(
      [on, off].map(({ Conditions: [{ BooleanExpression: one }], Actions: [{ AddHeader }] }) => [
        one.Evaluate.Attribute,
        one.Operator,
        AddHeader.HeaderValue,
      ]),
      [
        ["TLS", "IS_TRUE", "on"],
        ["TLS", "IS_FALSE", "off"],
      ],
    );
    const header = on.Actions[0].AddHeader.HeaderName;
    assert.match(JSON.stringify(header), /"X-Sealgate-TLS-".*"AWS::StackId"/);
    const inbound = functions(resources).find(({ properties }) => properties.Handler === "inbound.handler");
    assert.deepEqual(inbound?.properties.Environment.Variables.TLS_MARKER, header);
    assert.deepEqual(
      takeIn.Actions.map((action: object) => Object.keys(action)[0]),
      ["WriteToS3", "InvokeLambda"],
    );
    assert.equal(takeIn.Actions[1].InvokeLambda.InvocationType, "EVENT");
  });

  it("lets housekeeping change its own traffic policy and no receipt rules", () => {
    const housekeeping = functions(resources).find(({ properties }) => properties.Handler === "housekeeping.handler");
    const [id] = only("AWS::SES::MailManagerTrafficPolicy");
    const change = housekeeping?.statements.find(({ Sid }) => Sid === "KeepTrafficPolicy");
    assert.ok(refersTo(change?.Resource, id));
    assert.ok(!JSON.stringify(housekeeping?.statements).includes("ReceiptRule"));
  });

  it("keeps the rules of the repository", () => {
    for (const rule of [rules.grantsAreNarrow, rules.rolesHoldOnlyTheirGrants]) assert.deepEqual(rule(resources), []);
  });

  it("requires TLS of everybody where the installation says so", () => {
    const strict = gatewayApp({ ...settings, receiptTls: "require" }).app.synth();
    const all: Resources = strict.getStackArtifact("Sealgate").template.Resources;
    assert.equal(ofType(all, "AWS::SES::MailManagerIngressPoint")[0]?.[1].Properties.TlsPolicy, "REQUIRED");
  });
});
