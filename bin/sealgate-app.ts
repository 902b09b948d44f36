import { App } from "aws-cdk-lib";
import { BundlingError, bundleFunctions } from "../lib/constructs/function-bundles.ts";
import { GatewayStack } from "../lib/gateway-stack.ts";
import { readSettings, SettingsError } from "../lib/settings.ts";

const app = new App({ analyticsReporting: false });
try {
  const settings = readSettings((name) => app.node.tryGetContext(name));
  const codes = bundleFunctions({ withoutConsole: settings.withoutConsole });
  new GatewayStack(app, "Sealgate", { settings, codes });
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof BundlingError)) throw error;
  console.error(error.message);
  process.exit(1);
}
