import { CustomResource, Duration, Validations } from "aws-cdk-lib";
import { Construct, type IDependable } from "constructs";
import { provisionGrants } from "../grants/provision.ts";
import { GatewayFunction, type Shared } from "./gateway-function.ts";

/** What provisioning needs of the rest; `after` must be complete before mail may come in. */
export type ProvisioningProps = { readonly ruleSetName: string | null; readonly after: readonly IDependable[] };

/** What CloudFormation cannot declare: the first settings, and making our receipt rule set the active one. */
export class Provisioning extends Construct {
  constructor(scope: Construct, id: string, shared: Shared, props: ProvisioningProps) {
    super(scope, id);
    const provision = new GatewayFunction(this, "Function", shared, {
      name: "provision",
      description: "Writes the first settings and activates the receipt rule set",
      memorySize: 512,
      timeout: Duration.minutes(2),
      variables: ["LEDGER_TABLE", "DIRECTORY_TABLE", "OUTBOX_QUEUE_URL", "COMPANY_DOMAINS"],
      grants: provisionGrants,
    });
    Validations.of(provision).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason: "The active rule set is one per account and region: SES takes no resource for reading or setting it.",
    });
    const serviceToken = provision.function.functionArn;
    const serviceTimeout = Duration.minutes(5);
    const firstSettings = new CustomResource(this, "FirstSettings", {
      resourceType: "Custom::FirstSettings",
      serviceToken,
      serviceTimeout,
    });
    if (props.ruleSetName === null) return;
    const active = new CustomResource(this, "ActiveRuleSet", {
      resourceType: "Custom::ActiveReceiptRuleSet",
      serviceToken,
      serviceTimeout,
      properties: { RuleSetName: props.ruleSetName },
    });
    // Mail is taken only once there are policies to judge it by.
    active.node.addDependency(firstSettings, ...props.after);
  }
}
