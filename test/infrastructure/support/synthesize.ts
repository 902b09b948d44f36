import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Code } from "aws-cdk-lib/aws-lambda";
import type { FunctionCodes } from "../../../lib/constructs/function-bundles.ts";
import { GatewayStack } from "../../../lib/gateway-stack.ts";
import { readSettings } from "../../../lib/settings.ts";

/** The context of cdk.json: settings and feature flags as `npx cdk synth` sees them. */
export const context: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(new URL("../../../cdk.json", import.meta.url), "utf8"),
).context;

/** Code that stands in for the bundles, so that these tests are about the stack alone. */
export function standInCodes(): FunctionCodes {
  const folder = mkdtempSync(join(tmpdir(), "sealgate-stand-in-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "index.mjs"), "export const handler = async () => ({ statusCode: 503 });\n");
  return () => ({ code: Code.fromAsset(folder), handler: "index.handler" });
}

/** The app with its stack, not yet synthesized. */
export function gatewayApp(overrides: Readonly<Record<string, unknown>> = {}): { app: App; stack: GatewayStack } {
  const outdir = mkdtempSync(join(tmpdir(), "sealgate-synth-"));
  process.once("exit", () => rmSync(outdir, { recursive: true, force: true }));
  const app = new App({ analyticsReporting: false, outdir, context: { ...context, ...overrides } });
  const settings = readSettings((name) => app.node.tryGetContext(name));
  return { app, stack: new GatewayStack(app, "Sealgate", { settings, codes: standInCodes() }) };
}

/** A declared resource as the template holds it. */
export type DeclaredResource = {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
};

/** The whole template, synthesized once by whoever calls this. */
export function gatewayTemplate(overrides: Readonly<Record<string, unknown>> = {}): {
  readonly template: Template;
  readonly resources: Readonly<Record<string, DeclaredResource>>;
  readonly outputs: Readonly<Record<string, { Value: unknown }>>;
} {
  const template = Template.fromStack(gatewayApp(overrides).stack);
  const json = template.toJSON();
  return { template, resources: json["Resources"], outputs: json["Outputs"] };
}
