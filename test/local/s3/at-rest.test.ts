import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { s3Module } from "../../../local/s3/s3-service.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";
import { aBucketCloud, anEncryptedBucket, s3Client } from "./a-bucket.ts";

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe("objects of the local S3 at rest", () => {
  let cloud: ACloud;
  let client: S3Client;
  let Bucket: string;

  before(async () => {
    cloud = await aBucketCloud({
      OtherKey: { Type: "AWS::KMS::Key", Properties: {} },
      Doomed: { Type: "AWS::KMS::Key", Properties: {} },
      DoomedBucket: anEncryptedBucket("Doomed"),
      Switched: { Type: "AWS::KMS::Key", Properties: { Enabled: false } },
      SwitchedBucket: anEncryptedBucket("Switched"),
    });
    client = s3Client(cloud);
    Bucket = cloud.ref("Mail");
  });
  after(() => cloud.close());

  const put = (Body: string | Buffer, more: Partial<PutObjectCommandInput> = {}) =>
    client.send(new PutObjectCommand({ Bucket, Key: "object", Body, ...more }));
  const get = async (Key = "object") =>
    (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
  const objectFiles = () => filesUnder(join(cloud.folder, "state", "s3", Bucket, "objects"));

  for (const name of ["Mail", "Plain"]) {
    it(`never lie in clear on the disk, nor do their parts (bucket ${name})`, async () => {
      const canary = `canary-${randomUUID()}`;
      const there = { Bucket: cloud.ref(name), Key: "canary" };
      await put(`before ${canary} after`, { ...there, Key: "single" });
      const { UploadId } = await client.send(new CreateMultipartUploadCommand(there));
      const Body = Buffer.concat([Buffer.alloc(5 * 1024 * 1024), Buffer.from(canary)]);
      const { ETag } = await client.send(new UploadPartCommand({ ...there, UploadId, PartNumber: 1, Body }));
      const found = () => filesUnder(cloud.folder).filter((path) => readFileSync(path).includes(canary));
      assert.deepEqual(found(), []);
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
      await client.send(new CompleteMultipartUploadCommand({ ...there, UploadId, MultipartUpload }));
      assert.deepEqual(found(), []);
    });
  }

  it("are encrypted under the key that the request names", async () => {
    await put("x", { ServerSideEncryption: "aws:kms", SSEKMSKeyId: cloud.ref("OtherKey"), BucketKeyEnabled: true });
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: "object" }));
    assert.equal(head.SSEKMSKeyId, `arn:aws:kms:us-east-1:111122223333:key/${cloud.ref("OtherKey")}`);
    assert.equal(await get(), "x");
    await put("x", { ServerSideEncryption: "AES256" });
    assert.equal((await client.send(new HeadObjectCommand({ Bucket, Key: "object" }))).ServerSideEncryption, "AES256");
    const context = Buffer.from(JSON.stringify({ tenant: "1" })).toString("base64");
    await put("y", { ServerSideEncryption: "aws:kms", SSEKMSEncryptionContext: context });
    assert.equal(await get(), "y");
  });

  it("refuse a key that does not exist, is disabled, or comes without its algorithm", async () => {
    const SSEKMSKeyId = "00000000-0000-4000-8000-000000000000";
    await assert.rejects(put("x", { ServerSideEncryption: "aws:kms", SSEKMSKeyId }), { name: "KMS.NotFoundException" });
    await assert.rejects(put("x", { SSEKMSKeyId }), { name: "InvalidArgument" });
    await assert.rejects(put("x", { Bucket: cloud.ref("SwitchedBucket") }), { name: "KMS.DisabledException" });
    await assert.rejects(put("x", { ServerSideEncryption: "aws:kms:dsse" }), { name: "NotImplemented" });
  });

  it("have an MD5 for an ETag only where no KMS key is used", async () => {
    const md5 = '"9dd4e461268c8034f5c8564e155c67a6"';
    assert.equal((await put("x", { Bucket: "plain" })).ETag, md5);
    assert.notEqual((await put("x")).ETag, md5);
  });

  it("are lost with their key", async () => {
    const there = { Bucket: cloud.ref("DoomedBucket"), Key: "lost" };
    await put("x", there);
    rmSync(join(cloud.folder, "state", "kms", `${cloud.ref("Doomed")}.key`));
    await assert.rejects(client.send(new GetObjectCommand(there)), { name: "KMS.KMSInvalidStateException" });
  });

  describe("when a file was changed", () => {
    beforeEach(async () => {
      for (const file of objectFiles()) rmSync(file);
      await put(Buffer.alloc(200_000, "a"));
    });
    const broken = { name: "InternalError" };

    it("give an error instead of the bytes, wherever it was changed", async () => {
      const [file = ""] = objectFiles();
      const good = readFileSync(file);
      const inHead = good.indexOf('"contentType"') + 17;
      for (const at of [inHead, 2000, 70_000, 140_000, good.length - 1]) {
        const bad = Buffer.from(good);
        bad[at] = (bad[at] ?? 0) ^ 1;
        writeFileSync(file, bad);
        await assert.rejects(get(), broken, `byte ${at}`);
      }
      writeFileSync(file, good.subarray(0, -1));
      await assert.rejects(get(), broken);
      writeFileSync(file, good);
      assert.equal((await get())?.length, 200_000);
    });

    it("give an error instead of another object's bytes", async () => {
      const [first = ""] = objectFiles();
      await put("other", { Key: "other" });
      const second = objectFiles().find((path) => path !== first) ?? "";
      copyFileSync(second, first);
      await assert.rejects(get(), broken);
    });
  });

  it("are not started on with settings that the local S3 does not have", async () => {
    const start = (Properties: Record<string, unknown>) =>
      aCloud({ modules: [s3Module], resources: { Odd: { Type: "AWS::S3::Bucket", Properties } } });
    for (const properties of [
      { VersioningConfiguration: { Status: "Enabled" } },
      { NotificationConfiguration: {} },
      { WebsiteConfiguration: {} },
    ])
      await assert.rejects(start(properties), /AWS::S3::Bucket Odd is not understood by the local S3/);
  });
});
