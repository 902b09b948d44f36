import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { type LiteralNames, literalNames } from "../names.ts";

/**
 * The customer keys. The mail key protects everything in passing (mail bucket, tables, queues, topics);
 * the sealed key only the sealed bucket and the recipients' wrapped keys, so that a grant on mail opens nothing sealed.
 * The kept key wraps the keys of texts that are kept for replay, where owners want that: who opens them opens no mail,
 * and the other way round; taking it away ends them all.
 * The audit key signs the audit log and encrypts nothing: its private half never leaves KMS, and its public half is
 * all that an auditor needs.
 */
export class EncryptionKeys extends Construct {
  readonly mail: Key;
  readonly sealed: Key;
  readonly kept: Key;
  readonly audit: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = Stack.of(this);
    const retained = { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN };
    this.mail = new Key(this, "Mail", { ...retained, description: `${stack.stackName}: mail, tables, queues, topics` });
    this.sealed = new Key(this, "Sealed", { ...retained, description: `${stack.stackName}: sealed mail` });
    this.kept = new Key(this, "Kept", { ...retained, description: `${stack.stackName}: texts kept for replay` });
    this.audit = new Key(this, "Audit", {
      removalPolicy: RemovalPolicy.RETAIN,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      description: `${stack.stackName}: signs the audit log`,
    });
    for (const statement of serviceUses(stack, literalNames(stack))) this.mail.addToResourcePolicy(statement);
  }
}

/** AWS services that write to an encrypted bucket, topic or queue on nobody's behalf need the key themselves. */
function serviceUses(stack: Stack, names: LiteralNames): readonly PolicyStatement[] {
  const sets = names.configurationSets;
  const mayUse = (sid: string, service: string, conditions: Record<string, unknown>) =>
    new PolicyStatement({
      sid,
      principals: [new ServicePrincipal(service)],
      actions: ["kms:GenerateDataKey*", "kms:Decrypt"],
      resources: ["*"],
      conditions,
    });
  return [
    mayUse("SesStoresReceivedMail", "ses.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": stack.account, "aws:SourceArn": names.rule.arn },
    }),
    mayUse("SesPublishesDeliveryEvents", "ses.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": stack.account, "aws:SourceArn": [sets.require.arn, sets.optional.arn] },
    }),
    mayUse("TopicsFillQueues", "sns.amazonaws.com", {
      StringEquals: { "aws:SourceArn": [names.topics.received.arn, names.topics.deliveryEvents.arn] },
    }),
    mayUse("AlarmsReachTheirTopic", "cloudwatch.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": stack.account },
      ArnLike: { "aws:SourceArn": names.alarmArns },
    }),
  ];
}
