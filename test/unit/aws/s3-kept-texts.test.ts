import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { KMSClient } from "@aws-sdk/client-kms";
import { ListObjectsV2Command, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { encryptionSdkSealer } from "../../../src/aws/encryption-sdk-sealer.ts";
import { KmsKeyWrapper } from "../../../src/aws/kms-key-wrapper.ts";
import { S3KeptTexts } from "../../../src/aws/s3-kept-texts.ts";
import { type KeptTextPorts, openText, sealText } from "../../../src/sealing/kept-text.ts";
import { aBucketCloud, s3Client } from "../../local/s3/a-bucket.ts";
import type { ACloud } from "../../support/a-cloud.ts";

const never = () => false;
const signal = AbortSignal.timeout(600_000);
const at = (receivedAt: string, messageId = "one") => ({ messageId, receivedAt });

describe("kept texts in S3 under a key of KMS", () => {
  let cloud: ACloud;
  let s3: S3Client;
  let kms: KMSClient;
  let texts: S3KeptTexts;
  let ports: KeptTextPorts;
  let bucket = "";
  before(async () => {
    cloud = await aBucketCloud({ Kept: { Type: "AWS::KMS::Key", Properties: {} } });
    s3 = s3Client(cloud);
    kms = new KMSClient(cloud.client());
    bucket = cloud.ref("Mail");
    texts = new S3KeptTexts(s3, bucket);
    ports = { sealer: encryptionSdkSealer, keys: new KmsKeyWrapper(kms, cloud.ref("Kept")), texts };
  });
  after(async () => {
    s3.destroy();
    kms.destroy();
    await cloud.close();
  });

  const listed = async () => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    return Contents.map(({ Key }) => Key);
  };

  it("are one object a message, and open again whole", async () => {
    const place = at("2026-11-22T10:59:00.000Z");
    await sealText(ports, place, Buffer.from("the falcon"), signal);
    await sealText(ports, place, Buffer.from("the falcon again"), signal);
    assert.deepEqual(await listed(), ["kept/2026-11-22T10/one"]);
    assert.equal(String(await openText(ports, place)), "the falcon again");
    assert.equal(await openText(ports, at("2026-11-22T10:59:00.000Z", "two")), null);
  });

  it("open for no other message, and not when they were altered or cut short", async () => {
    const place = at("2026-11-22T10:59:00.000Z");
    const sealed = await texts.get(place);
    assert.ok(sealed);
    for (const [other, bytes] of [
      [at(place.receivedAt, "stolen"), sealed],
      [place, sealed.subarray(0, sealed.length - 1)],
      [place, sealed.subarray(0, 1)],
      [place, Buffer.from(sealed).fill(0, sealed.length - 20)],
    ] as const) {
      await texts.put(other, bytes, signal);
      await assert.rejects(openText(ports, other));
    }
    await texts.remove(place);
    await texts.remove(place);
    await texts.remove(at(place.receivedAt, "stolen"));
    assert.deepEqual(await listed(), []);
  });

  it("are not stored once their time is over", async () => {
    await assert.rejects(sealText(ports, at("2026-11-22T10:00:00.000Z"), Buffer.from("x"), AbortSignal.abort()));
    await assert.rejects(texts.put(at("2026-11-22T10:00:00.000Z"), Buffer.from("x"), AbortSignal.abort()));
    assert.deepEqual(await listed(), []);
  });

  it("are removed to the hour, oldest first, and nothing beside them", async () => {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: "sealed/one/view", Body: "stays" }));
    for (const [hour, id] of [
      ["2026-11-21T23", "a"],
      ["2026-11-22T00", "b"],
      ["2026-11-22T09", "c"],
      ["2026-11-22T10", "d"],
    ] as const)
      await texts.put(at(`${hour}:30:00.000Z`, id), Buffer.from("x"), signal);
    assert.deepEqual(await texts.removeBefore(new Date("2026-11-22T00:59:00Z"), never), { count: 1, whole: true });
    assert.deepEqual(await texts.removeBefore(new Date("2026-11-22T10:00:00Z"), () => true), {
      count: 0,
      whole: false,
    });
    assert.deepEqual(await texts.removeBefore(new Date("2026-11-22T10:00:00Z"), never), { count: 2, whole: true });
    assert.deepEqual(await texts.removeBefore(null, never), { count: 1, whole: true });
    assert.deepEqual(await listed(), ["sealed/one/view"]);
  });

  it("are removed by the thousand", async () => {
    const all = Array.from({ length: 1_030 }, (_, index) => at("2026-11-20T08:00:00.000Z", `m${index}`));
    for (let first = 0; first < all.length; first += 50)
      await Promise.all(all.slice(first, first + 50).map((place) => texts.put(place, Buffer.from("x"), signal)));
    assert.deepEqual(await texts.removeBefore(new Date("2026-11-22T10:00:00Z"), never), { count: 1_030, whole: true });
    assert.deepEqual(await listed(), ["sealed/one/view"]);
  });
});
