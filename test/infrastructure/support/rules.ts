import { functions, listOf, ofType, type Resources, refersTo, resourceStatements, type Statement } from "./template.ts";

/** A rule answers what breaks it, one line each; an empty list is a pass. */
export type Rule = (resources: Resources) => readonly string[];

const principalsOf = ({ Principal }: Statement): readonly unknown[] =>
  listOf((Principal as { Service?: unknown } | undefined)?.Service ?? []);

const actionsOf = ({ Action }: Statement): readonly string[] => listOf(Action) as readonly string[];

const conditionKeys = (statement: Statement): readonly string[] =>
  Object.values(statement.Condition ?? {}).flatMap((keys) => Object.keys(keys).map((key) => key.toLowerCase()));

/** Whoever lets SES in says for which account and which rule or configuration set. */
export const sesIsBoundToItsSource: Rule = (resources) =>
  resourceStatements(resources)
    .filter(([, statement]) => statement.Effect === "Allow" && principalsOf(statement).includes("ses.amazonaws.com"))
    .flatMap(([id, statement]) => {
      const keys = conditionKeys(statement);
      return ["aws:sourceaccount", "aws:sourcearn"].filter((key) => !keys.includes(key)).map((key) => `${id}: ${key}`);
    });

/** SES cannot write to a bucket or topic under a customer key unless the key's own policy lets it. */
export const sesMayUseTheKeys: Rule = (resources) =>
  ofType(resources, "AWS::SES::ReceiptRule").flatMap(([id, { Properties }]) =>
    listOf(Properties.Rule.Actions).flatMap((action) => {
      const { BucketName, TopicArn } = (
        action as { S3Action: { BucketName: { Ref: string }; TopicArn: { Ref: string } } }
      ).S3Action;
      const encryption = JSON.stringify([
        resources[BucketName.Ref]?.Properties.BucketEncryption,
        resources[TopicArn.Ref]?.Properties.KmsMasterKeyId,
      ]);
      const keys = ofType(resources, "AWS::KMS::Key").filter(([key]) => encryption.includes(`"${key}"`));
      const open = keys.filter(([, key]) =>
        (key.Properties.KeyPolicy.Statement as readonly Statement[]).some(
          (statement) =>
            principalsOf(statement).includes("ses.amazonaws.com") &&
            actionsOf(statement).includes("kms:Decrypt") &&
            actionsOf(statement).includes("kms:GenerateDataKey*") &&
            JSON.stringify(statement.Condition).includes(`:receipt-rule/${Properties.Rule.Name}"`),
        ),
      );
      return keys.length > 0 && open.length === keys.length ? [] : [`${id}: its key does not let SES in`];
    }),
  );

const withoutResource = [
  "ses:DescribeActiveReceiptRuleSet",
  "ses:SetActiveReceiptRuleSet",
  "ses:DescribeReceiptRuleSet",
  "ses:CreateReceiptRule",
  "ses:UpdateReceiptRule",
  "ses:DeleteReceiptRule",
  "ses:ReorderReceiptRuleSet",
];

/** No role may act on everything, and no action is a pattern. */
export const grantsAreNarrow: Rule = (resources) =>
  functions(resources).flatMap(({ id, statements }) =>
    statements.flatMap((statement) => [
      ...actionsOf(statement)
        .filter((action) => action.includes("*"))
        .map((action) => `${id}: ${action}`),
      ...(listOf(statement.Resource).includes("*") && !actionsOf(statement).every((a) => withoutResource.includes(a))
        ? [`${id}: ${actionsOf(statement).join()} on everything`]
        : []),
      ...(/^[A-Z][A-Za-z]+$/.test(statement.Sid ?? "") ? [] : [`${id}: ${actionsOf(statement).join()} has no purpose`]),
    ]),
  );

/** A role has no managed policy and nothing inline: all its rights are in the one list. */
export const rolesHoldOnlyTheirGrants: Rule = (resources) =>
  functions(resources)
    .filter(({ role }) => role.Properties.ManagedPolicyArns || role.Properties.Policies)
    .map(({ id }) => id);

const named = {
  LEDGER_TABLE: "dynamodb:",
  DIRECTORY_TABLE: "dynamodb:",
  ACCOUNTS_TABLE: "dynamodb:",
  MAIL_BUCKET: "s3:",
  SEALED_BUCKET: "s3:",
  SEALED_KEY_ARN: "kms:",
  KEPT_KEY_ARN: "kms:",
  OUTBOX_QUEUE_URL: "sqs:SendMessage",
} as const;

const targetOf = (value: unknown): string => {
  const { Ref, "Fn::GetAtt": attribute } = value as { Ref?: string; "Fn::GetAtt"?: readonly string[] };
  return Ref ?? attribute?.[0] ?? "";
};

/** A function is told of a store exactly if it may use it. */
export const environmentMatchesGrants: Rule = (resources) => {
  const all = functions(resources);
  const targets = Object.keys(named).map((name) => {
    const holder = all.find(({ properties }) => name in properties.Environment.Variables);
    return [name, targetOf(holder?.properties.Environment.Variables[name])] as const;
  });
  return all.flatMap(({ id, properties, statements }) =>
    targets
      .filter(([name, target]) => {
        const may = statements.some(
          (statement) =>
            refersTo(statement.Resource, target) &&
            actionsOf(statement).some((action) => action.startsWith(named[name as keyof typeof named])),
        );
        return may !== name in properties.Environment.Variables;
      })
      .map(([name]) => `${id}: ${name}`),
  );
};

/** An API's stage and deployment depend on the function behind it: an environment that names them closes a cycle. */
export const environmentsNameNoStage: Rule = (resources) => {
  const stages = ["AWS::ApiGateway::Stage", "AWS::ApiGateway::Deployment"].flatMap((type) => ofType(resources, type));
  return functions(resources).flatMap(({ id, properties }) =>
    stages.filter(([stage]) => refersTo(properties.Environment, stage)).map(([stage]) => `${id}: ${stage}`),
  );
};

/** Names that other policies spell out must be literal. */
export const namesAreLiteral: Rule = (resources) =>
  Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
    const names: Readonly<Record<string, unknown>> = {
      "AWS::SES::ReceiptRuleSet": Properties?.RuleSetName,
      "AWS::SES::ReceiptRule": Properties?.Rule?.Name,
      "AWS::SES::ConfigurationSet": Properties?.Name,
      "AWS::SNS::Topic": Properties?.TopicName,
    };
    return Type in names && (typeof names[Type] !== "string" || names[Type].length > 64) ? [id] : [];
  });

/** A rule without recipients would take mail for every verified domain; SES allows 500 of them and 10 actions. */
export const rulesNameTheirRecipients: Rule = (resources) =>
  ofType(resources, "AWS::SES::ReceiptRule")
    .filter(
      ([
        ,
        {
          Properties: { Rule: rule },
        },
      ]) => {
        const recipients: readonly unknown[] = rule.Recipients ?? [];
        return !(
          rule.Enabled === true &&
          recipients.length > 0 &&
          recipients.length <= 500 &&
          rule.Actions.length <= 10
        );
      },
    )
    .map(([id]) => id);

const blocked = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };

/** Buckets are closed to the public, owned by us, encrypted with a key of ours and unversioned. */
export const bucketsArePrivate: Rule = (resources) =>
  ofType(resources, "AWS::S3::Bucket")
    .filter(([, { Properties: p }]) => {
      const [encryption] = p.BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
      return !(
        Object.entries(blocked).every(([name, value]) => p.PublicAccessBlockConfiguration?.[name] === value) &&
        p.OwnershipControls?.Rules?.[0]?.ObjectOwnership === "BucketOwnerEnforced" &&
        encryption?.ServerSideEncryptionByDefault?.SSEAlgorithm === "aws:kms" &&
        encryption?.BucketKeyEnabled === true &&
        p.VersioningConfiguration === undefined
      );
    })
    .map(([id]) => id);

/** Every bucket, queue and topic refuses calls without TLS. */
export const tlsOnly: Rule = (resources) => {
  const statements = resourceStatements(resources);
  return ["AWS::S3::Bucket", "AWS::SQS::Queue", "AWS::SNS::Topic"]
    .flatMap((type) => ofType(resources, type))
    .filter(
      ([id]) =>
        !statements.some(
          ([, { Effect, Condition, Resource }]) =>
            Effect === "Deny" && Condition?.Bool?.["aws:SecureTransport"] === "false" && refersTo(Resource, id),
        ),
    )
    .map(([id]) => id);
};

/** What holds data stays when the stack goes, or when a change would replace it. */
export const dataIsRetained: Rule = (resources) =>
  ["AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::Logs::LogGroup"]
    .flatMap((type) => ofType(resources, type))
    .filter(
      ([, { DeletionPolicy, UpdateReplacePolicy }]) => DeletionPolicy !== "Retain" || UpdateReplacePolicy !== "Retain",
    )
    .map(([id]) => id);
