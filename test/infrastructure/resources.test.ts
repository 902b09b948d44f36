import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { gatewayTemplate } from "./support/synthesize.ts";
import { functions, ofType, type Resources, refersTo } from "./support/template.ts";

describe("the gateway's resources", () => {
  let resources: Resources;
  let outputs: Readonly<Record<string, { readonly Value: unknown }>>;
  before(() => {
    ({ resources, outputs } = gatewayTemplate());
  });

  const propertiesOf = (type: string) => ofType(resources, type).map(([, { Properties }]) => Properties);

  it("runs every function on Node 24, arm64, with a log that ends and stays", () => {
    const all = functions(resources);
    assert.equal(all.length, 6);
    for (const { properties } of all) {
      assert.equal(properties.Runtime, "nodejs24.x");
      assert.deepEqual(properties.Architectures, ["arm64"]);
      const group = resources[properties.LoggingConfig.LogGroup.Ref];
      assert.equal(group?.Properties.RetentionInDays, 90);
    }
  });

  it("gives every queue that is worked a dead-letter queue with an alarm that reaches the operator", () => {
    const queues = ofType(resources, "AWS::SQS::Queue").filter(([, { Properties }]) => Properties.RedrivePolicy);
    assert.equal(queues.length, 3);
    for (const [id, { Properties }] of queues) {
      const dead: string = Properties.RedrivePolicy.deadLetterTargetArn["Fn::GetAtt"][0];
      const alarm = propertiesOf("AWS::CloudWatch::Alarm").find((each) => refersTo(each.Dimensions, dead));
      assert.ok(alarm?.AlarmActions.length === 1, id);
      assert.equal(Properties.MessageRetentionPeriod, 1_209_600, id);
      assert.ok(Properties.KmsMasterKeyId && resources[dead]?.Properties.KmsMasterKeyId, id);
    }
    const mails = propertiesOf("AWS::SNS::Subscription").filter(({ Protocol }) => Protocol === "email");
    assert.deepEqual(
      mails.map(({ Endpoint }) => Endpoint),
      ["admin@company.example"],
    );
  });

  it("hides a message longer than its function may run, and lets it fail alone", () => {
    const sources = propertiesOf("AWS::Lambda::EventSourceMapping");
    assert.equal(sources.length, 3);
    for (const source of sources) {
      const queue = resources[source.EventSourceArn["Fn::GetAtt"][0]]?.Properties;
      const consumer = resources[source.FunctionName.Ref]?.Properties;
      assert.ok(queue.VisibilityTimeout > consumer.Timeout);
      assert.deepEqual(source.FunctionResponseTypes, ["ReportBatchItemFailures"]);
      assert.ok(source.ScalingConfig.MaximumConcurrency >= 2);
    }
  });

  it("takes mail for the gateway domain and the domains below it, into in/ with a topic", () => {
    const [rule] = propertiesOf("AWS::SES::ReceiptRule");
    assert.deepEqual(rule.Rule.Recipients, ["gw.company.example", ".gw.company.example"]);
    assert.equal(rule.Rule.TlsPolicy, "Optional");
    const { S3Action } = rule.Rule.Actions[0];
    assert.equal(S3Action.ObjectKeyPrefix, "in/");
    assert.equal(resources[S3Action.TopicArn.Ref]?.Type, "AWS::SNS::Topic");
  });

  it("activates the rule set only after the rule, the queue and the first settings are there", () => {
    const [[, active] = []] = ofType(resources, "Custom::ActiveReceiptRuleSet");
    for (const type of ["AWS::SES::ReceiptRule", "AWS::SNS::Subscription", "Custom::FirstSettings"])
      assert.ok(
        active?.DependsOn?.some((id) => resources[id]?.Type === type),
        type,
      );
    assert.equal(active?.Properties.RuleSetName, "Sealgate-rules");
  });

  it("keeps tables restorable, guarded and under the mail key", () => {
    const tables = ofType(resources, "AWS::DynamoDB::Table");
    assert.equal(tables.length, 3);
    for (const [id, { Properties: table }] of tables) {
      assert.equal(table.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled, true, id);
      assert.equal(table.DeletionProtectionEnabled, true, id);
      assert.equal(table.BillingMode, "PAY_PER_REQUEST", id);
      assert.match(table.SSESpecification.KMSMasterKeyId["Fn::GetAtt"][0], /^KeysMail/, id);
      const expected = id.startsWith("Accounts") ? { AttributeName: "ttl", Enabled: true } : undefined;
      assert.deepEqual(table.TimeToLiveSpecification, expected, id);
    }
    const ledger = tables.find(([id]) => id.startsWith("Ledger"))?.[1].Properties;
    const indexes = ledger.GlobalSecondaryIndexes.map((index: { IndexName: string }) => index.IndexName);
    assert.deepEqual(indexes, ["due", "day"]);
  });

  it("uses the sealed key for the sealed bucket alone, and rotates every key that encrypts", () => {
    const keys = ofType(resources, "AWS::KMS::Key");
    const [audit, ...others] = keys.filter(([, { Properties }]) => Properties.KeyUsage === "SIGN_VERIFY");
    assert.equal(audit?.[1].Properties.KeySpec, "ECC_NIST_P256");
    assert.deepEqual(others, []);
    const wrapping = keys.filter((key) => key !== audit);
    assert.equal(wrapping.length, 3);
    for (const [id, { Properties }] of wrapping) assert.equal(Properties.EnableKeyRotation, true, id);
    const sealed = keys.find(([id]) => id.startsWith("KeysSealed"))?.[0] ?? "";
    const users = Object.entries(resources)
      .filter(([, { Type, Properties }]) => !/IAM|Lambda/.test(Type) && refersTo(Properties, sealed))
      .map(([, { Type }]) => Type);
    assert.deepEqual(users, ["AWS::S3::Bucket"]);
  });

  it("has a key for texts kept for replay that nothing else is under, and ends them in any case", () => {
    const [kept] = ofType(resources, "AWS::KMS::Key").find(([id]) => id.startsWith("KeysKept")) ?? [];
    assert.ok(kept);
    const users = Object.entries(resources).filter(
      ([, { Type, Properties }]) => !/IAM|Lambda/.test(Type) && refersTo(Properties, kept),
    );
    assert.deepEqual(users, []);
    const [sealed] = propertiesOf("AWS::S3::Bucket").filter((bucket) => JSON.stringify(bucket).includes("letterkeys/"));
    const rules: readonly Record<string, unknown>[] = sealed.LifecycleConfiguration.Rules;
    assert.deepEqual(
      rules
        .filter(({ Prefix }) => Prefix === "kept/")
        .map(({ ExpirationInDays, Status }) => [ExpirationInDays, Status]),
      [[32, "Enabled"]],
    );
    assert.equal(sealed.VersioningConfiguration, undefined);
  });

  it("lets nothing under held/ expire", () => {
    const [mail] =
      ofType(resources, "AWS::S3::Bucket")
        .find(([id]) => id.startsWith("Mail"))
        ?.slice(1) ?? [];
    const rules = (mail as { Properties: { LifecycleConfiguration: { Rules: Record<string, unknown>[] } } }).Properties
      .LifecycleConfiguration.Rules;
    const expiring = rules.filter((rule) => "ExpirationInDays" in rule);
    assert.deepEqual(
      expiring.map(({ Prefix }) => Prefix),
      ["in/"],
    );
    assert.ok(Number(expiring[0]?.ExpirationInDays) >= 365);
  });

  it("sends with TLS required or optional, follows every event, and swallows no notice", () => {
    const sets = propertiesOf("AWS::SES::ConfigurationSet");
    assert.deepEqual(sets.map(({ DeliveryOptions }) => DeliveryOptions.TlsPolicy).sort(), ["OPTIONAL", "REQUIRE"]);
    for (const { SuppressionOptions } of sets) {
      assert.deepEqual(SuppressionOptions.SuppressedReasons, []);
      const threshold = SuppressionOptions.ValidationOptions.ConditionThreshold.ConditionThresholdEnabled;
      assert.equal(threshold, "DISABLED");
    }
    const events = ["send", "reject", "bounce", "complaint", "delivery", "deliveryDelay", "renderingFailure"];
    const destinations = propertiesOf("AWS::SES::ConfigurationSetEventDestination");
    assert.equal(destinations.length, 2);
    for (const { EventDestination } of destinations) assert.deepEqual(EventDestination.MatchingEventTypes, events);
  });

  it("signs for the gateway and every company domain, and tells the DNS records", () => {
    const identities = propertiesOf("AWS::SES::EmailIdentity");
    assert.deepEqual(
      identities.map(({ EmailIdentity, MailFromAttributes, FeedbackAttributes }) => [
        EmailIdentity,
        MailFromAttributes.MailFromDomain,
        FeedbackAttributes.EmailForwardingEnabled,
      ]),
      [
        ["gw.company.example", "bounce.gw.company.example", false],
        ["company.example", "bounce.company.example", false],
      ],
    );
    const names = Object.keys(outputs).filter((name) => name.startsWith("Dns"));
    assert.equal(names.length, 2 * 6 + 1);
    assert.match(JSON.stringify(outputs.DnsGatewayMx?.Value), /inbound-smtp/);
  });

  it("serves the two APIs under their fixed stages, the Message Pickup Center as a stream", () => {
    const stages = propertiesOf("AWS::ApiGateway::Stage");
    assert.deepEqual(stages.map(({ StageName }) => StageName).sort(), ["console", "mpc"]);
    for (const { AccessLogSetting, MethodSettings } of stages) {
      assert.match(AccessLogSetting.Format, /\$context\.resourcePath/);
      assert.doesNotMatch(AccessLogSetting.Format, /\$context\.path|authorizer|cookie/i);
      assert.ok(MethodSettings[0].ThrottlingRateLimit > 0);
      assert.equal(MethodSettings[0].DataTraceEnabled, false);
    }
    const methods = ofType(resources, "AWS::ApiGateway::Method");
    assert.equal(methods.length, 4);
    for (const [id, { Properties }] of methods) {
      const { ResponseTransferMode, Uri } = Properties.Integration;
      const streams = id.startsWith("Pickup");
      assert.equal(ResponseTransferMode, streams ? "STREAM" : undefined, id);
      assert.equal(JSON.stringify(Uri).includes("/response-streaming-invocations"), streams, id);
    }
    const uploads = ["multipart/form-data", "application/octet-stream"];
    const apis = ofType(resources, "AWS::ApiGateway::RestApi");
    for (const [id, { Properties }] of apis)
      assert.deepEqual(Properties.BinaryMediaTypes, id.startsWith("Pickup") ? uploads : ["*/*"], id);
  });

  it("runs housekeeping every minute", () => {
    const [schedule] = propertiesOf("AWS::Events::Rule");
    assert.equal(schedule.ScheduleExpression, "rate(1 minute)");
  });

  it("needs no more of CloudFormation than the local cloud knows", () => {
    const intrinsics = new Set(JSON.stringify(resources).match(/"(?:Ref|Fn::[A-Za-z]+)"(?=:)/g));
    assert.deepEqual([...intrinsics].sort(), ['"Fn::GetAtt"', '"Fn::Join"', '"Fn::Sub"', '"Ref"']);
  });
});

describe("settings that change the resources", () => {
  it("requires TLS of whoever hands in mail", () => {
    const { resources } = gatewayTemplate({ receiptTls: "require" });
    assert.equal(ofType(resources, "AWS::SES::ReceiptRule")[0]?.[1].Properties.Rule.TlsPolicy, "Require");
  });

  it("leaves existing identities and the account's log role alone, and limits concurrency", () => {
    const { resources } = gatewayTemplate({
      identities: "company.example=exists",
      apiLogRole: "exists",
      inboundConcurrency: "7",
    });
    const identities = ofType(resources, "AWS::SES::EmailIdentity").map(
      ([, { Properties }]) => Properties.EmailIdentity,
    );
    assert.deepEqual(identities, ["gw.company.example"]);
    assert.deepEqual(ofType(resources, "AWS::ApiGateway::Account"), []);
    const concurrency = ofType(resources, "AWS::Lambda::EventSourceMapping").map(
      ([, { Properties }]) => Properties.ScalingConfig.MaximumConcurrency,
    );
    assert.ok(concurrency.includes(7));
  });
});
