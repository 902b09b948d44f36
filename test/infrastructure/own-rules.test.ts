import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { App, CfnResource, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import * as rules from "./support/rules.ts";
import { gatewayTemplate } from "./support/synthesize.ts";
import { ofType, type Resources, type Statement } from "./support/template.ts";

// biome-ignore lint/suspicious/noExplicitAny: a copy of a template, to be broken anywhere.
type Draft = Record<string, any>;

const first = (draft: Draft, type: string) => {
  const [id] = ofType(draft as Resources, type)[0] ?? [];
  assert.ok(id, `no ${type}`);
  return draft[id];
};

const inboundRole = (draft: Draft): Draft =>
  Object.values(draft).find(
    ({ Type, Properties }) =>
      Type === "AWS::IAM::Policy" &&
      Properties.PolicyDocument.Statement.some((s: Statement) => s.Sid === "JudgeByPolicies"),
  );

/** Each rule with a change that it must notice. */
const cases: readonly (readonly [string, rules.Rule, (draft: Draft) => void])[] = [
  [
    "SES is let in only for our account and our rule",
    rules.sesIsBoundToItsSource,
    (draft) => {
      const statements: Statement[] = Object.values(draft)
        .filter(({ Type }) => Type === "AWS::S3::BucketPolicy")
        .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
      for (const { Sid, Condition } of statements)
        if (Sid === "SesStoresReceivedMail")
          Object.assign(Condition ?? {}, { StringEquals: { "aws:SourceAccount": "1" } });
    },
  ],
  [
    "the key of the mail bucket and of its topic lets SES in",
    rules.sesMayUseTheKeys,
    (draft) => {
      for (const { Type, Properties } of Object.values(draft))
        if (Type === "AWS::KMS::Key")
          Properties.KeyPolicy.Statement = Properties.KeyPolicy.Statement.filter(
            ({ Sid }: Statement) => Sid !== "SesStoresReceivedMail",
          );
    },
  ],
  [
    "no function may act on everything",
    rules.grantsAreNarrow,
    (draft) => {
      inboundRole(draft).Properties.PolicyDocument.Statement[2].Resource = "*";
    },
  ],
  [
    "no function is granted a pattern of actions",
    rules.grantsAreNarrow,
    (draft) => {
      inboundRole(draft).Properties.PolicyDocument.Statement[2].Action = ["dynamodb:*"];
    },
  ],
  [
    "a role holds its grants and nothing else",
    rules.rolesHoldOnlyTheirGrants,
    (draft) => {
      for (const { Type, Properties } of Object.values(draft))
        if (Type === "AWS::IAM::Role") Properties.ManagedPolicyArns = ["arn:aws:iam::aws:policy/AdministratorAccess"];
    },
  ],
  [
    "a function knows exactly the stores it may use",
    rules.environmentMatchesGrants,
    (draft) => {
      inboundRole(draft).Properties.PolicyDocument.Statement.splice(2, 1);
    },
  ],
  [
    "no function holds the address of an API's stage",
    rules.environmentsNameNoStage,
    (draft) => {
      const [stage] = ofType(draft as Resources, "AWS::ApiGateway::Stage")[0] ?? [];
      first(draft, "AWS::Lambda::Function").Properties.Environment.Variables.PORTAL_URL = { Ref: stage };
    },
  ],
  [
    "names that policies spell out are literal",
    rules.namesAreLiteral,
    (draft) => {
      first(draft, "AWS::SES::ReceiptRule").Properties.Rule.Name = { "Fn::Join": ["", ["x", { Ref: "AWS::Region" }]] };
    },
  ],
  [
    "a receipt rule is enabled and names its recipients",
    rules.rulesNameTheirRecipients,
    (draft) => {
      first(draft, "AWS::SES::ReceiptRule").Properties.Rule.Recipients = [];
    },
  ],
  [
    "a receipt rule names at most 500 recipients",
    rules.rulesNameTheirRecipients,
    (draft) => {
      first(draft, "AWS::SES::ReceiptRule").Properties.Rule.Recipients = Array(501).fill("gw.company.example");
    },
  ],
  [
    "buckets are private and under a customer key",
    rules.bucketsArePrivate,
    (draft) => {
      first(draft, "AWS::S3::Bucket").Properties.PublicAccessBlockConfiguration.BlockPublicPolicy = false;
    },
  ],
  [
    "buckets, queues and topics are reached over TLS only",
    rules.tlsOnly,
    (draft) => {
      first(draft, "AWS::SQS::QueuePolicy").Properties.PolicyDocument.Statement.shift();
    },
  ],
  [
    "what holds data is kept",
    rules.dataIsRetained,
    (draft) => {
      first(draft, "AWS::DynamoDB::Table").DeletionPolicy = "Delete";
    },
  ],
];

describe("the stack's own rules", () => {
  let resources: Resources;
  before(() => {
    resources = gatewayTemplate().resources;
  });

  for (const [sentence, rule, breakIt] of cases) {
    it(sentence, () => assert.deepEqual(rule(resources), []));
    it(`${sentence}: a template that breaks it is found`, () => {
      const draft = structuredClone(resources) as Draft;
      breakIt(draft);
      assert.notDeepEqual(rule(draft as Resources), []);
    });
  }

  it("has no dependency cycle: synthesizing it for a test would throw", () => {
    const stack = new Stack(new App({ analyticsReporting: false }), "Cyclic");
    const one = new CfnResource(stack, "One", { type: "AWS::SNS::Topic" });
    const two = new CfnResource(stack, "Two", { type: "AWS::SNS::Topic", properties: { DisplayName: one.ref } });
    one.addPropertyOverride("DisplayName", two.ref);
    assert.throws(() => Template.fromStack(stack), /cycl/i);
    assert.ok(Object.keys(resources).length > 50);
  });
});
