import { createProvisionContext } from "../../src/context/provision.ts";
import { installFirstSettings } from "../../src/gateway/install-first-settings.ts";
import { createHandler } from "./create-handler.ts";
import { SesReceiptRuleSets } from "./ses-receipt-rule-sets.ts";

/** Answers CloudFormation's custom resource requests. */
export const handler = createHandler(() => {
  const context = createProvisionContext(process.env);
  return {
    ruleSets: new SesReceiptRuleSets(),
    installFirstSettings: () => installFirstSettings(context, context.clock),
  };
});
