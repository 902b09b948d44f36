import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3ServiceException,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import type { S3 } from "../../../local/s3/s3.ts";
import type { ACloud } from "../../support/a-cloud.ts";
import { allow, aRole } from "../../support/a-role.ts";
import { aBucketCloud, anEncryptedBucket, s3Client } from "./a-bucket.ts";

const key = { "Fn::GetAtt": ["Key", "Arn"] };
const mail = { "Fn::GetAtt": ["Mail", "Arn"] };
const objects = { "Fn::Join": ["", [mail, "/*"]] };
const viaS3 = { "kms:ViaService": "s3.us-east-1.amazonaws.com" };
const ofBucket = { StringEquals: { ...viaS3, "kms:EncryptionContext:aws:s3:arn": mail } };
const ofObject = { StringEquals: { "kms:EncryptionContext:aws:s3:arn": { "Fn::Join": ["", [mail, "/in/1"]] } } };

const roles = {
  Writer: aRole(allow("s3:PutObject", objects), allow("kms:GenerateDataKey", key, ofBucket)),
  Reader: aRole(allow("s3:GetObject", objects), allow("kms:Decrypt", key, ofBucket)),
  WithoutKey: aRole(allow(["s3:PutObject", "s3:GetObject", "s3:DeleteObject"], objects)),
  OtherContext: aRole(allow("s3:PutObject", objects), allow("kms:GenerateDataKey", key, ofObject)),
  Lister: aRole(
    allow("s3:ListBucket", mail, { StringLike: { "s3:prefix": "in/*" } }),
    allow(["s3:GetObject", "s3:DeleteObject"], { "Fn::Join": ["", [mail, "/in/*"]] }),
  ),
  Nobody: aRole(),
};

const policyOf = (Bucket: unknown, ...Statement: object[]) => ({
  Type: "AWS::S3::BucketPolicy",
  Properties: { Bucket, PolicyDocument: { Version: "2012-10-17", Statement } },
});

describe("rights on the local S3", () => {
  let cloud: ACloud;
  let Bucket: string;

  before(async () => {
    const insecure = { Effect: "Deny", Principal: { AWS: "*" }, Action: "s3:*" };
    cloud = await aBucketCloud({
      ...roles,
      MailPolicy: policyOf(
        { Ref: "Mail" },
        {
          ...insecure,
          Resource: [mail, objects],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:PutObject",
          Resource: objects,
          Condition: { StringEquals: { "s3:x-amz-server-side-encryption": "AES256" } },
        },
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: "s3:GetObject",
          Resource: objects,
        },
      ),
    });
    Bucket = cloud.ref("Mail");
    await put();
  });
  after(() => cloud.close());

  const put = (role?: string, more: Partial<PutObjectCommandInput> = {}) =>
    s3Client(cloud, role).send(new PutObjectCommand({ Bucket, Key: "in/1", Body: "text", ...more }));
  const get = (role?: string, Key = "in/1") => s3Client(cloud, role).send(new GetObjectCommand({ Bucket, Key }));
  const denied = (action: string) => ({
    name: "AccessDenied",
    message: new RegExp(`is not authorized to perform: ${action} on resource`),
  });

  it("needs the right to the object and the right to its key, each for its own direction", async () => {
    await put("Writer");
    await assert.rejects(get("Writer"), denied("s3:GetObject"));
    await get("Reader");
    await assert.rejects(put("Reader"), denied("s3:PutObject"));
    await assert.rejects(put("WithoutKey"), denied("kms:GenerateDataKey"));
    await assert.rejects(get("WithoutKey"), denied("kms:Decrypt"));
    await assert.rejects(put("Nobody"), denied("s3:PutObject"));
  });

  it("names the bucket in the encryption context when bucket keys are on", async () => {
    await assert.rejects(put("OtherContext"), denied("kms:GenerateDataKey"));
  });

  it("names the object in the encryption context when bucket keys are off", async () => {
    await put("OtherContext", { BucketKeyEnabled: false, ServerSideEncryption: "aws:kms" });
    await assert.rejects(
      put("OtherContext", { Key: "in/2", BucketKeyEnabled: false, ServerSideEncryption: "aws:kms" }),
      denied("kms:GenerateDataKey"),
    );
    await put();
  });

  it("tells headers without the key, but not the checksum", async () => {
    const head = (more: object) =>
      s3Client(cloud, "WithoutKey").send(new HeadObjectCommand({ Bucket, Key: "in/1", ...more }));
    assert.equal((await head({})).ContentLength, 4);
    await assert.rejects(head({ ChecksumMode: "ENABLED" }), (error: S3ServiceException) => {
      return error.$metadata.httpStatusCode === 403;
    });
  });

  it("needs the right to decrypt for each part of an upload", async () => {
    const writer = s3Client(cloud, "Writer");
    const { UploadId } = await writer.send(new CreateMultipartUploadCommand({ Bucket, Key: "parts" }));
    const part = new UploadPartCommand({ Bucket, Key: "parts", UploadId, PartNumber: 1, Body: "x" });
    await assert.rejects(writer.send(part), denied("kms:Decrypt"));
  });

  it("needs both sides of a copy", async () => {
    const copy = new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/in/1` });
    await assert.rejects(s3Client(cloud, "Writer").send(copy), denied("s3:GetObject"));
    await assert.rejects(s3Client(cloud, "Reader").send(copy), denied("s3:PutObject"));
  });

  it("lists only under the prefix that a role is limited to", async () => {
    const lister = s3Client(cloud, "Lister");
    const list = (Prefix?: string) => lister.send(new ListObjectsV2Command({ Bucket, Prefix }));
    assert.equal((await list("in/")).KeyCount, 1);
    await assert.rejects(list("held/"), denied("s3:ListBucket"));
    await assert.rejects(list(), denied("s3:ListBucket"));
  });

  it("does not tell who may not list whether a key exists", async () => {
    await assert.rejects(get("Reader", "absent"), denied("s3:ListBucket"));
    await assert.rejects(get(undefined, "absent"), { name: "NoSuchKey" });
  });

  it("judges each key of a delete on its own", async () => {
    await put(undefined, { Key: "in/deleted" });
    const Objects = [{ Key: "in/deleted" }, { Key: "held/1" }];
    const outcome = await s3Client(cloud, "Lister").send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    assert.deepEqual(outcome.Deleted, [{ Key: "in/deleted" }]);
    assert.deepEqual(
      outcome.Errors?.map(({ Key, Code }) => [Key, Code]),
      [["held/1", "AccessDenied"]],
    );
  });

  it("obeys a bucket policy that denies by encryption header, even to the owner", async () => {
    await assert.rejects(put(undefined, { ServerSideEncryption: "AES256" }), {
      name: "AccessDenied",
      message: /explicit deny/,
    });
    await put(undefined, { ServerSideEncryption: "aws:kms" });
  });
});

describe("a service that writes to the local S3", () => {
  const sourceArn = "arn:aws:ses:us-east-1:111122223333:receipt-rule-set/Sealgate:receipt-rule/Gateway";
  const fromSes = {
    Effect: "Allow",
    Principal: { Service: "ses.amazonaws.com" },
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnEquals: { "aws:SourceArn": sourceArn } },
  };
  const keyFor = (...actions: string[]) => ({
    Type: "AWS::KMS::Key",
    Properties: {
      KeyPolicy: {
        Version: "2012-10-17",
        Statement: [
          { ...fromSes, Action: actions },
          {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::111122223333:root" },
            Action: "kms:*",
            Resource: "*",
          },
        ],
      },
    },
  });
  const ses = { kind: "service" as const, principal: "ses.amazonaws.com", sourceArn, sourceAccount: "111122223333" };
  let cloud: ACloud;

  before(async () => {
    const open = (bucket: string) => policyOf({ Ref: bucket }, { ...fromSes, Action: "s3:PutObject" });
    cloud = await aBucketCloud({
      SesKey: keyFor("kms:GenerateDataKey*", "kms:Decrypt"),
      HalfKey: keyFor("kms:GenerateDataKey*"),
      Inbox: anEncryptedBucket("SesKey"),
      Half: anEncryptedBucket("HalfKey"),
      KeyOnly: anEncryptedBucket("SesKey"),
      InboxPolicy: open("Inbox"),
      HalfPolicy: open("Half"),
      MailPolicy: open("Mail"),
    });
  });
  after(() => cloud.close());

  const write = (bucket: string, caller = ses) =>
    cloud.service<S3>("s3").putObject({
      bucket: cloud.ref(bucket),
      key: "in/1",
      body: Buffer.from("raw"),
      caller,
      contentType: "message/rfc822",
      metadata: { Origin: "ses" },
    });

  it("may where bucket policy and key policy both name it", async () => {
    await write("Inbox");
    const stored = await s3Client(cloud).send(new GetObjectCommand({ Bucket: cloud.ref("Inbox"), Key: "in/1" }));
    assert.equal(await stored.Body?.transformToString(), "raw");
    assert.deepEqual([stored.ContentType, stored.Metadata], ["message/rfc822", { origin: "ses" }]);
    assert.equal(stored.ServerSideEncryption, "aws:kms");
  });

  it("may not without either policy, or half the key", async () => {
    await assert.rejects(write("KeyOnly"), { code: "AccessDenied", message: /s3:PutObject/ });
    await assert.rejects(write("Mail"), { code: "AccessDenied", message: /kms:GenerateDataKey/ });
    await assert.rejects(write("Half"), { code: "AccessDenied", message: /kms:Decrypt/ });
  });

  it("may not for another rule, another account or as another service", async () => {
    for (const change of [
      { sourceArn: `${sourceArn}2` },
      { sourceAccount: "999999999999" },
      { principal: "sns.amazonaws.com" },
    ])
      await assert.rejects(write("Inbox", { ...ses, ...change }), { code: "AccessDenied" });
  });

  it("is told of a bucket that does not exist", async () => {
    const put = cloud.service<S3>("s3").putObject({ bucket: "none", key: "x", body: Buffer.alloc(0), caller: ses });
    await assert.rejects(put, { code: "NoSuchBucket" });
  });
});
