import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { Template } from "../../../local/core/template.ts";
import { aSealgate, eventually } from "../../support/a-sealgate.ts";

type Statement = { readonly Action: string | readonly string[] };
const actionsOf = ({ Action }: Statement) => [Action].flat();

/** Takes one action out of every grant of the policies whose logical id starts so. */
const without = (action: string, policyOf: RegExp) => (template: Template) => {
  let taken = 0;
  const Resources = Object.fromEntries(
    Object.entries(template.Resources).map(([id, resource]) => {
      if (resource.Type !== "AWS::IAM::Policy" || !policyOf.test(id)) return [id, resource];
      const document = resource.Properties.PolicyDocument as { Statement: Statement[] };
      const statements = document.Statement.map((one) => ({
        ...one,
        Action: actionsOf(one).filter((name) => name !== action),
      }));
      taken += document.Statement.filter((one) => actionsOf(one).includes(action)).length;
      const PolicyDocument = { ...document, Statement: statements.filter((one) => one.Action.length > 0) };
      return [id, { ...resource, Properties: { ...resource.Properties, PolicyDocument } }];
    }),
  );
  assert.ok(taken > 0, `no policy ${policyOf} grants ${action}`);
  return { ...template, Resources };
};

const mail = "From: anna@company.example\r\nTo: bob@partner.example\r\nSubject: Card\r\n\r\n4111 1111 1111 1111\r\n";

describe("the whole gateway with one grant taken out", () => {
  const refusal = async (change: (template: Template) => Template) => {
    const sealgate = await aSealgate({ change });
    try {
      await sealgate.send(mail);
      const words = await eventually("a refusal in the log", async () => {
        try {
          return /AccessDenied: (.+)/.exec(readFileSync(join(sealgate.folder, "logs", "cloud.log"), "utf8"))?.[1];
        } catch {
          return undefined;
        }
      });
      const told = (await sealgate.outbox()).filter(({ to }) => !to.includes("admin@company.example"));
      return { words, told };
    } finally {
      await sealgate.close();
    }
  };

  it("cannot read incoming mail without s3:GetObject, and sends nothing", async () => {
    const { words, told } = await refusal(without("s3:GetObject", /^IngressInbound/));
    assert.match(
      words,
      /^User: arn:aws:sts::111122223333:assumed-role\/.+ is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::.+\/in\/.+" because no identity-based policy allows the s3:GetObject action$/,
    );
    assert.deepEqual(told, []);
  });

  it("cannot wrap a recipient's key without kms:Encrypt, and sends nothing", async () => {
    const { words, told } = await refusal(without("kms:Encrypt", /^IngressInbound/));
    assert.match(
      words,
      /is not authorized to perform: kms:Encrypt on resource: arn:aws:kms:us-east-1:111122223333:key\/.+ because no identity-based policy allows the kms:Encrypt action$/,
    );
    assert.deepEqual(told, []);
  });
});
