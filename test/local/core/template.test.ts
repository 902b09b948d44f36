import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resolveTemplate } from "../../../local/core/resolve.ts";
import type { ResourceType } from "../../../local/core/service.ts";
import { parseTemplate, type TemplateInput } from "../../../local/core/template.ts";

const deployment = { accountId: "111122223333", region: "us-east-1", stackName: "Sealgate" };
const thing: ResourceType = {
  type: "Test::Thing",
  ref: (declared) => String(declared.properties.Name ?? `thing-${declared.logicalId}`),
  attribute: (name, ref) => (name === "Arn" ? `arn:test:${ref}` : undefined),
};
type Resources = TemplateInput["Resources"];
const resolve = (Resources: Resources, rest: Omit<TemplateInput, "Resources"> = {}) =>
  resolveTemplate(parseTemplate({ Resources, ...rest }), [thing], deployment);
const a = (properties: Record<string, unknown>, more: object = {}) => ({
  Type: "Test::Thing",
  Properties: properties,
  ...more,
});
const propertiesOf = (properties: Record<string, unknown>, rest = {}) =>
  resolve({ A: a(properties), B: a({ Name: "b" }) }, rest).find((one) => one.logicalId === "A")?.properties;

describe("a template", () => {
  it("gets every intrinsic replaced", () => {
    const properties = {
      Ref: { Ref: "B" },
      Att: { "Fn::GetAtt": ["B", "Arn"] },
      Text: { "Fn::GetAtt": "B.Arn" },
      Join: { "Fn::Join": ["-", [{ Ref: "B" }, "x", { Ref: "AWS::Region" }]] },
      // biome-ignore-start lint/suspicious/noTemplateCurlyInString: CloudFormation's own syntax
      Sub: { "Fn::Sub": "${B}/${B.Arn}/${AWS::AccountId}/${!Literal}" },
      SubWith: { "Fn::Sub": ["${Own}", { Own: { Ref: "B" } }] },
      // biome-ignore-end lint/suspicious/noTemplateCurlyInString: CloudFormation's own syntax
      Select: { "Fn::Select": [1, { "Fn::Split": ["/", "a/b/c"] }] },
      Gone: { Ref: "AWS::NoValue" },
      List: [{ Ref: "AWS::NoValue" }, { Ref: "AWS::Partition" }],
      Plain: { Condition: { StringEquals: { a: "b" } } },
    };
    assert.deepEqual(propertiesOf(properties), {
      Ref: "b",
      Att: "arn:test:b",
      Text: "arn:test:b",
      Join: "b-x-us-east-1",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own syntax
      Sub: "b/arn:test:b/111122223333/${Literal}",
      SubWith: "b",
      Select: "b",
      List: ["aws"],
      Plain: { Condition: { StringEquals: { a: "b" } } },
    });
  });

  it("chooses by its conditions and parameters' defaults", () => {
    const rest = {
      Parameters: { Stage: { Type: "String", Default: "prod" } },
      Conditions: {
        Prod: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] },
        Both: { "Fn::And": [{ Condition: "Prod" }, { "Fn::Not": [{ "Fn::Equals": ["a", "a"] }] }] },
      },
    };
    assert.deepEqual(
      propertiesOf(
        { X: { "Fn::If": ["Prod", "yes", "no"] }, Y: { "Fn::If": ["Both", 1, { Ref: "AWS::NoValue" }] } },
        rest,
      ),
      {
        X: "yes",
      },
    );
    assert.deepEqual(
      resolve({ A: a({}, { Condition: "Both" }), B: a({}) }, rest).map((one) => one.logicalId),
      ["B"],
    );
  });

  it("puts resources after what they refer to or depend on", () => {
    const ids = resolve({ A: a({ X: { Ref: "B" } }), B: a({}, { DependsOn: "C" }), C: a({}) }).map(
      (one) => one.logicalId,
    );
    assert.deepEqual(ids, ["C", "B", "A"]);
  });

  it("stops on a type it does not know, naming type and logical id", () => {
    assert.throws(() => resolve({ Box: { Type: "AWS::EC2::Instance" } }), {
      message: "the resource type AWS::EC2::Instance (Box) is not known to the local cloud",
    });
  });

  it("passes over the few types that mean nothing here", () => {
    assert.deepEqual(resolve({ M: { Type: "AWS::CDK::Metadata" }, W: { Type: "AWS::CloudWatch::Alarm" } }), []);
  });

  it("stops on an intrinsic, attribute, name or section it does not know, naming where", () => {
    const stops = (properties: Record<string, unknown>, words: RegExp) =>
      assert.throws(() => propertiesOf(properties), words);
    stops({ X: { "Fn::ImportValue": "y" } }, /^TemplateError: A: the intrinsic Fn::ImportValue is not known/);
    stops({ X: { "Fn::GetAtt": ["B", "Colour"] } }, /the attribute Colour of B \(Test::Thing\) is not known/);
    stops({ X: { Ref: "Nobody" } }, /A: Ref names Nobody, which the template does not declare/);
    stops({ X: { "Fn::Select": [3, ["a"]] } }, /A: Fn::Select chooses beyond the end/);
    stops({ X: { "Fn::If": ["Unheard", 1, 2] } }, /the condition Unheard is not declared/);
    assert.throws(() => parseTemplate({ Resources: {}, Transform: "x" }), /Transform/);
    assert.throws(() => resolve({ A: a({}, { CreationPolicy: {} }) }), /CreationPolicy/);
    const parameters = { Parameters: { P: { Type: "String" } } };
    assert.throws(() => propertiesOf({ X: { Ref: "P" } }, parameters), /the parameter P has no default/);
  });

  it("stops on a circle, naming its members", () => {
    const circle = {
      A: a({ X: { Ref: "B" } }),
      B: a({ X: { "Fn::GetAtt": ["C", "Arn"] } }),
      C: a({}, { DependsOn: ["A"] }),
    };
    assert.throws(() => resolve(circle), /circular dependency: A → B → C → A/);
  });
});
