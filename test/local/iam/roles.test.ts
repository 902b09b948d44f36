import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { TemplateInput } from "../../../local/core/template.ts";
import { dynamodbModule } from "../../../local/dynamodb/dynamodb.ts";
import { kmsModule } from "../../../local/kms/kms-service.ts";
import { aCloud } from "../../support/a-cloud.ts";
import { allow, aRole } from "../../support/a-role.ts";

type Declared = TemplateInput["Resources"][string];
const tableArn = { "Fn::GetAtt": ["Ledger", "Arn"] };
const ledger: Declared = {
  Type: "AWS::DynamoDB::Table",
  Properties: {
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  },
};
const policy = (Type: string, statement: object, extra: object = {}): Declared => ({
  Type,
  Properties: {
    PolicyDocument: { Version: "2012-10-17", Statement: [statement] },
    Roles: [{ Ref: "Worker" }],
    ...extra,
  },
});

describe("the roles of a template", () => {
  const start = async (t: TestContext, resources: Record<string, Declared>) => {
    const cloud = await aCloud({ modules: [kmsModule, dynamodbModule], resources: { Ledger: ledger, ...resources } });
    t.after(() => cloud.close());
    const client = new DynamoDBClient(cloud.client("Worker"));
    const TableName = cloud.ref("Ledger");
    return {
      put: () => client.send(new PutItemCommand({ TableName, Item: { pk: { S: "1" } } })),
      get: () => client.send(new GetItemCommand({ TableName, Key: { pk: { S: "1" } } })),
    };
  };

  it("may do what their inline, attached and managed policies allow together", async (t) => {
    const { put, get } = await start(t, {
      Worker: aRole(),
      Attached: policy("AWS::IAM::Policy", allow("dynamodb:PutItem", tableArn), { PolicyName: "Attached" }),
      Managed: policy("AWS::IAM::ManagedPolicy", allow("dynamodb:GetItem", tableArn)),
    });
    await put();
    assert.equal((await get()).Item?.pk?.S, "1");
  });

  it("fail in AWS's words at exactly the call whose grant was taken out", async (t) => {
    const { put, get } = await start(t, { Worker: aRole(allow("dynamodb:GetItem", tableArn)) });
    await get();
    await assert.rejects(put(), {
      name: "AccessDeniedException",
      message:
        "User: arn:aws:sts::111122223333:assumed-role/Sealgate-Worker/Worker is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:111122223333:table/Sealgate-Ledger because no identity-based policy allows the dynamodb:PutItem action",
    });
  });

  it("stop the start when something about them could not be enforced", async (t) => {
    const attached = (arn: string): Declared => {
      const role = structuredClone(aRole());
      return { ...role, Properties: { ...role.Properties, ManagedPolicyArns: [arn] } };
    };
    await assert.rejects(start(t, { Worker: attached("arn:aws:iam::aws:policy/AdministratorAccess") }), {
      message: "Worker: the managed policy arn:aws:iam::aws:policy/AdministratorAccess is not known",
    });
    const bounded = structuredClone(aRole());
    const boundary = { ...bounded, Properties: { ...bounded.Properties, PermissionsBoundary: "arn:x" } };
    await assert.rejects(start(t, { Worker: boundary }), /Worker: .*PermissionsBoundary/s);
    const stray = policy("AWS::IAM::Policy", allow("*", "*"), { Roles: ["Elsewhere"] });
    await assert.rejects(
      start(t, { Worker: aRole(), Stray: stray }),
      /Stray: it is attached to the unknown role Elsewhere/,
    );
  });
});
