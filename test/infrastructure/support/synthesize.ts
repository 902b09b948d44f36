import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Code } from "aws-cdk-lib/aws-lambda";
import type { FunctionCodes } from "../../../lib/constructs/function-bundles.ts";
import { GatewayStack } from "../../../lib/gateway-stack.ts";
import { readSettings } from "../../../lib/settings.ts";
import type { Resources } from "./template.ts";

/** The context of cdk.json: settings and feature flags as `npx cdk synth` sees them. */
export const context: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(new URL("../../../cdk.json", import.meta.url), "utf8"),
).context;

/** A folder that goes when the test process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sealgate-infrastructure-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Code that stands in for the bundles, so that these tests are about the stack alone. */
export function standInCodes(): FunctionCodes {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "index.mjs"), "export const handler = async () => ({ statusCode: 503 });\n");
  return (name) => ({ code: Code.fromAsset(folder), handler: `${name}.handler` });
}

/** The app with its stack, not yet synthesized. */
export function gatewayApp(overrides: Readonly<Record<string, unknown>> = {}): { app: App; stack: GatewayStack } {
  const app = new App({ analyticsReporting: false, outdir: temporaryFolder(), context: { ...context, ...overrides } });
  const settings = readSettings((name) => app.node.tryGetContext(name));
  return { app, stack: new GatewayStack(app, "Sealgate", { settings, codes: standInCodes() }) };
}

/** The synthesized template; throws on a dependency cycle. */
export function gatewayTemplate(overrides: Readonly<Record<string, unknown>> = {}): {
  readonly resources: Resources;
  readonly outputs: Readonly<Record<string, { readonly Value: unknown }>>;
} {
  const { Resources: resources, Outputs: outputs } = Template.fromStack(gatewayApp(overrides).stack).toJSON();
  return { resources, outputs };
}
