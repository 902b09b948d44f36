import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DecryptCommand, EncryptCommand, GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import type { Kms } from "../../../local/kms/kms.ts";
import { kmsModule } from "../../../local/kms/kms-service.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";
import { allow, aRole } from "../../support/a-role.ts";

const Plaintext = Buffer.from("a content key");
const delegate = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: "kms:*",
  Resource: "*",
};
const keyArn = { "Fn::GetAtt": ["Key", "Arn"] };
const queues = {
  Effect: "Allow",
  Principal: { Service: "sns.amazonaws.com" },
  Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
  Resource: "*",
  Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
};
const keptApart = {
  Effect: "Deny",
  Principal: { AWS: { "Fn::GetAtt": ["Outcast", "Arn"] } },
  Action: "kms:Encrypt",
  Resource: "*",
};

function key(...Statement: object[]) {
  return { Type: "AWS::KMS::Key", Properties: { KeyPolicy: { Version: "2012-10-17", Statement } } };
}

describe("rights on the local KMS", () => {
  let cloud: ACloud;
  let owner: KMSClient;
  const as = (role: string): KMSClient => new KMSClient(cloud.client(role));

  before(async () => {
    cloud = await aCloud({
      modules: [kmsModule],
      resources: {
        Key: key(delegate, queues, keptApart),
        Closed: key({ ...delegate, Action: "kms:DescribeKey" }),
        Writer: aRole(allow("kms:Encrypt", keyArn)),
        Outcast: aRole(allow("kms:*", "*")),
        Everything: aRole(allow("kms:*", "*")),
        OneMessage: aRole(
          allow("kms:Decrypt", keyArn, {
            StringEquals: { "kms:EncryptionContext:messageId": "m1" },
            "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["messageId", "recipientId"] },
          }),
        ),
        OnlyS3: aRole(
          allow("kms:GenerateDataKey", keyArn, { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } }),
        ),
      },
    });
    owner = new KMSClient(cloud.client());
  });
  after(() => cloud.close());

  const encrypted = async (EncryptionContext: Record<string, string>) =>
    (await owner.send(new EncryptCommand({ KeyId: cloud.ref("Key"), Plaintext, EncryptionContext }))).CiphertextBlob;

  it("lets a role do what its policy says and refuses the rest in AWS's words", async () => {
    const KeyId = cloud.ref("Key");
    const { CiphertextBlob } = await as("Writer").send(new EncryptCommand({ KeyId, Plaintext }));
    await assert.rejects(as("Writer").send(new DecryptCommand({ CiphertextBlob })), {
      name: "AccessDeniedException",
      message: /is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key\//,
    });
  });

  it("obeys an explicit deny of the key policy", async () => {
    const command = new EncryptCommand({ KeyId: cloud.ref("Key"), Plaintext });
    await assert.rejects(as("Outcast").send(command), { name: "AccessDeniedException", message: /explicit deny/ });
  });

  it("needs the key policy to delegate, whatever the role may", async () => {
    const command = new EncryptCommand({ KeyId: cloud.ref("Closed"), Plaintext });
    await assert.rejects(as("Everything").send(command), { name: "AccessDeniedException" });
    await assert.rejects(owner.send(command), { name: "AccessDeniedException" });
  });

  it("opens only under the context that a role is limited to", async () => {
    const role = as("OneMessage");
    const allowed = { messageId: "m1", recipientId: "r1" };
    const mine = { CiphertextBlob: await encrypted(allowed), EncryptionContext: allowed };
    assert.deepEqual(Buffer.from((await role.send(new DecryptCommand(mine))).Plaintext ?? []), Plaintext);
    for (const EncryptionContext of [
      { messageId: "m2", recipientId: "r1" },
      { ...allowed, more: "x" },
    ]) {
      const other = { CiphertextBlob: await encrypted(EncryptionContext), EncryptionContext };
      await assert.rejects(role.send(new DecryptCommand(other)), { name: "AccessDeniedException" });
    }
  });

  it("tells a direct call from one made through a service", async () => {
    const KeyId = cloud.ref("Key");
    await assert.rejects(as("OnlyS3").send(new GenerateDataKeyCommand({ KeyId, KeySpec: "AES_256" })), {
      name: "AccessDeniedException",
    });
    const roleArn = `arn:aws:iam::111122223333:role/${cloud.ref("OnlyS3")}`;
    const caller = { kind: "role" as const, roleArn, sessionArn: roleArn };
    const kms = cloud.service<Kms>("kms");
    const made = await kms.generateDataKey({
      keyId: KeyId,
      encryptionContext: {},
      caller,
      viaService: "s3.us-east-1.amazonaws.com",
    });
    assert.equal(made.plaintext.length, 32);
  });

  it("checks a service principal against the key policy", async () => {
    const kms = cloud.service<Kms>("kms");
    const keyId = cloud.ref("Key");
    const sns = { kind: "service" as const, principal: "sns.amazonaws.com", sourceAccount: "111122223333" };
    const encryptionContext = { "aws:sqs:arn": "arn:aws:sqs:us-east-1:111122223333:q" };
    const { ciphertext, plaintext } = await kms.generateDataKey({ keyId, encryptionContext, caller: sns });
    assert.deepEqual(await kms.decrypt({ ciphertext, encryptionContext, caller: sns }), plaintext);
    for (const caller of [
      { ...sns, sourceAccount: "999999999999" },
      { ...sns, principal: "ses.amazonaws.com" },
    ])
      await assert.rejects(kms.generateDataKey({ keyId, encryptionContext, caller }), { code: "AccessDenied" });
  });

  it("does not start on a key it would not understand", async () => {
    const start = (properties: Record<string, unknown>) =>
      aCloud({ modules: [kmsModule], resources: { Odd: { Type: "AWS::KMS::Key", Properties: properties } } });
    await assert.rejects(start({ KeySpec: "RSA_2048" }), /AWS::KMS::Key Odd is not understood/);
    await assert.rejects(start({ Surprise: 1 }), /AWS::KMS::Key Odd is not understood/);
  });
});
