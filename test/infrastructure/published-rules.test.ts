import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { type App, Validations } from "aws-cdk-lib";
import { CfnRole } from "aws-cdk-lib/aws-iam";
import { CfnBucket } from "aws-cdk-lib/aws-s3";
import { AwsSolutionsChecks } from "cdk-nag";
import type { IConstruct } from "constructs";
import { context, gatewayApp } from "./support/synthesize.ts";

type Report = { readonly success: boolean; readonly violations: readonly { readonly ruleName: string }[] };

const nag = (app: App): Report => new AwsSolutionsChecks(app).validateScope(app) as Report;
const rulesOf = (report: Report) => report.violations.map(({ ruleName }) => ruleName);

const acknowledgements = (app: App): readonly { id: string; reason: string; at: IConstruct }[] =>
  app.node.findAll().flatMap((at) =>
    at.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, string>))
      .map(([id, reason]) => ({ id, reason, at })),
  );

describe("published rules", () => {
  let app: App;
  let assembly: string;
  before(() => {
    app = gatewayApp().app;
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    // Throws when AWS Solutions or the default CloudFormation rules find an error.
    assembly = app.synth().directory;
  });

  it("AWS Solutions finds nothing that is not explained", () => {
    assert.deepEqual(rulesOf(nag(app)), []);
  });

  it("AWS Solutions does read this app: an open bucket is found", () => {
    const { app: broken, stack } = gatewayApp();
    new CfnBucket(stack, "Open");
    assert.ok(rulesOf(nag(broken)).some((rule) => rule.includes("AwsSolutions-S10")));
  });

  it("every acknowledgement gives its reason in a sentence, and is needed", () => {
    const all = acknowledgements(app);
    assert.ok(all.length > 10, `only ${all.length} acknowledgements were read`);
    const unforgiving = new AwsSolutionsChecks(app);
    Object.defineProperty(unforgiving, "isAcknowledged", { value: () => false });
    const found = rulesOf(unforgiving.validateScope(app) as Report);
    for (const { id, reason } of all) {
      assert.match(reason, /^[A-Z].{30,}\.$/, id);
      assert.ok(
        found.some((rule) => id.endsWith(rule)),
        `${id} is acknowledged for nothing`,
      );
    }
  });

  it("the default CloudFormation rules are on and pass", () => {
    assert.equal(context["@aws-cdk/core:validateAgainstDefaultRules"], true);
    const report = readFileSync(join(assembly, "validation-report.json"), "utf8");
    assert.doesNotMatch(report, /"severity": ?"(error|fatal)"/i);
  });

  it("the default CloudFormation rules do stop a wrong template", () => {
    const { app: broken, stack } = gatewayApp();
    new CfnRole(stack, "Wrong", { assumeRolePolicyDocument: {}, maxSessionDuration: 1 });
    assert.throws(() => broken.synth(), /Validation failed/);
  });
});
