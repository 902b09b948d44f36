import { createProvisionContext } from "../../src/context/provision.ts";
import { installFirstSettings } from "../../src/gateway/install-first-settings.ts";
import { createHandler } from "./create-handler.ts";

/** Answers CloudFormation's custom resource requests. */
export const handler = createHandler(() => {
  const context = createProvisionContext(process.env);
  return {
    ruleSets: context.ruleSets,
    installFirstSettings: () => installFirstSettings(context, context.clock),
  };
});
