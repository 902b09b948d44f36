import { Stack } from "aws-cdk-lib";
import { CfnMailManagerAddressList, CfnMailManagerTrafficPolicy } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import type { Settings } from "../settings.ts";

/** Networks that one condition takes. */
const networksPerCondition = 10;

/**
 * Who may hand mail to the endpoint at all: the company's own networks. Housekeeping adds what TLS policies ask for as
 * soon as the first is published.
 */
export class TrafficPolicy extends Construct {
  readonly id: string;
  readonly arn: string;
  /** Empty at first: housekeeping enters the domains that policies name. */
  readonly domainList: { readonly id: string; readonly arn: string };

  constructor(scope: Construct, id: string, { connectorNetworks }: Pick<Settings, "connectorNetworks">) {
    super(scope, id);
    const policy = new CfnMailManagerTrafficPolicy(this, "Policy", {
      defaultAction: "DENY",
      policyStatements: [...allowing(4, connectorNetworks), ...allowing(6, connectorNetworks)],
    });
    this.id = policy.attrTrafficPolicyId;
    this.arn = Stack.of(this).formatArn({
      service: "ses",
      resource: "mailmanager-traffic-policy",
      resourceName: this.id,
    });
    const { attrAddressListId, attrAddressListArn } = new CfnMailManagerAddressList(this, "Domains");
    this.domainList = { id: attrAddressListId, arn: attrAddressListArn };
  }
}

function allowing(family: 4 | 6, networks: readonly string[]) {
  const own = networks.filter((network) => network.includes(":") === (family === 6));
  const count = Math.ceil(own.length / networksPerCondition);
  return Array.from({ length: count }, (_, index) => {
    const values = own.slice(index * networksPerCondition, (index + 1) * networksPerCondition);
    const isFrom = (attribute: string) => ({ evaluate: { attribute }, operator: "CIDR_MATCHES", values });
    const condition = family === 4 ? { ipExpression: isFrom("SENDER_IP") } : { ipv6Expression: isFrom("SENDER_IPV6") };
    return { action: "ALLOW", conditions: [condition] };
  });
}
