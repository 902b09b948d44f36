import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { aCloudProcess, type CloudProcess } from "../../support/a-cloud-process.ts";
import { anEncryptedBucket } from "./a-bucket.ts";

const moduleFile = (path: string) => new URL(`../../../local/${path}`, import.meta.url).href;
const content = (key: string): Buffer => {
  const seed = createHash("sha512").update(key).digest();
  return Buffer.alloc(20_000 + (seed[0] ?? 0) * 1000, seed);
};

describe("the local S3 and kill -9", () => {
  let cloud: CloudProcess;

  before(async () => {
    cloud = await aCloudProcess({
      modules: [
        [moduleFile("kms/kms-service.ts"), "kmsModule"],
        [moduleFile("s3/s3-service.ts"), "s3Module"],
      ],
      resources: { Key: { Type: "AWS::KMS::Key", Properties: {} }, Mail: anEncryptedBucket("Key") },
    });
  });
  after(() => cloud.close());

  it("keeps every acknowledged object whole and shows no half of any other", async () => {
    const Bucket = cloud.ref("Mail");
    const acknowledged = new Set<string>();
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      const client = new S3Client(cloud.client());
      for (let number = 0; ; number++) {
        const Key = `in/${writer}-${number}`;
        await client.send(new PutObjectCommand({ Bucket, Key, Body: content(Key) }));
        acknowledged.add(Key);
        if (acknowledged.size === 60) await cloud.kill();
      }
    });
    await Promise.allSettled(writers);
    assert.ok(acknowledged.size >= 60);
    await cloud.start();
    const client = new S3Client(cloud.client());
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    const listed = new Set(Contents.map(({ Key }) => Key));
    for (const key of acknowledged) assert.ok(listed.has(key), `${key} was acknowledged and is gone`);
    for (const { Key = "", Size } of Contents) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      assert.ok(content(Key).equals((await Body?.transformToByteArray()) ?? Buffer.alloc(0)), Key);
      assert.equal(Size, content(Key).length);
    }
    const objects = join(cloud.folder, "cloud", "state", "s3", Bucket, "objects");
    assert.deepEqual(readdirSync(join(objects, ".incoming")), []);
  });
});
