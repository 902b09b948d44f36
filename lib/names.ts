import { ArnFormat, Fn, type Stack } from "aws-cdk-lib";

/** The functions of the product; each has a folder of this name under functions/. */
export const functionNames = [
  "arrivals",
  "inbound",
  "pickup-api",
  "admin-api",
  "delivery-events",
  "housekeeping",
  "provision",
] as const;

/** One of the product's functions. */
export type FunctionName = (typeof functionNames)[number];

/** The fixed stages of the two APIs; links are built from them. */
export const stages = { pickup: "mpc", console: "console" } as const;

/**
 * Names that are literal, so that key, bucket and topic policies can name the resource by its ARN
 * without depending on it (a token would close a cycle key → rule → bucket → key).
 */
export type LiteralNames = ReturnType<typeof literalNames>;

/** The literal names of this stack and the ARNs they have. */
export function literalNames(stack: Stack) {
  const prefix = stack.stackName;
  const ruleSet = `${prefix}-rules`;
  const rule = `${prefix}-gateway`;
  const requireTls = `${prefix}-tls-require`;
  const optionalTls = `${prefix}-tls-optional`;
  const ses = (resource: string, resourceName: string) =>
    stack.formatArn({ service: "ses", resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  const topic = (resource: string) => ({
    name: `${prefix}-${resource}`,
    arn: stack.formatArn({ service: "sns", resource: `${prefix}-${resource}`, arnFormat: ArnFormat.NO_RESOURCE_NAME }),
  });
  return {
    ruleSet,
    rule: { name: rule, arn: ses("receipt-rule-set", `${ruleSet}:receipt-rule/${rule}`) },
    configurationSets: {
      require: { name: requireTls, arn: ses("configuration-set", requireTls) },
      optional: { name: optionalTls, arn: ses("configuration-set", optionalTls) },
    },
    // Random by the stack's own id, so that nobody outside can write it.
    tlsMarker: `X-Sealgate-TLS-${Fn.select(2, Fn.split("/", stack.stackId))}`,
    identityArn: (domain: string) => ses("identity", domain),
    topics: {
      received: topic("received"),
      deliveryEvents: topic("delivery-events"),
      alarms: topic("alarms"),
    },
    alarmPrefix: `${prefix}-`,
    alarmArns: stack.formatArn({
      service: "cloudwatch",
      resource: "alarm",
      resourceName: `${prefix}-*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  };
}
