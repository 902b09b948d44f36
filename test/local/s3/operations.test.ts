import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { operations } from "../../../local/s3/s3-service.ts";
import type { ACloud } from "../../support/a-cloud.ts";
import { aBucketCloud, s3Client } from "./a-bucket.ts";

describe("the operations of the local S3", () => {
  let cloud: ACloud;
  let client: S3Client;
  const sent = new Set<string>();

  before(async () => {
    cloud = await aBucketCloud();
    client = s3Client(cloud);
    client.middlewareStack.add(
      (next, context) => (args) => {
        sent.add(String(context.commandName).replace(/Command$/, ""));
        return next(args);
      },
      { step: "initialize" },
    );
  });
  after(() => cloud.close());

  it("are each answered", async () => {
    const there = { Bucket: cloud.ref("Mail"), Key: "a/1" };
    const { Bucket } = there;
    await client.send(new HeadBucketCommand({ Bucket }));
    await client.send(new PutObjectCommand({ ...there, Body: "text" }));
    await client.send(new HeadObjectCommand(there));
    await client.send(new GetObjectCommand(there));
    await client.send(new CopyObjectCommand({ Bucket, Key: "a/2", CopySource: `${Bucket}/a/1` }));
    assert.equal((await client.send(new ListObjectsV2Command({ Bucket, Prefix: "a/" }))).KeyCount, 2);
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(there));
    const { ETag } = await client.send(new UploadPartCommand({ ...there, UploadId, PartNumber: 1, Body: "part" }));
    assert.equal((await client.send(new ListPartsCommand({ ...there, UploadId }))).Parts?.length, 1);
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await client.send(new CompleteMultipartUploadCommand({ ...there, UploadId, MultipartUpload }));
    const second = await client.send(new CreateMultipartUploadCommand(there));
    await client.send(new AbortMultipartUploadCommand({ ...there, UploadId: second.UploadId }));
    await client.send(new DeleteObjectCommand(there));
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "a/2" }] } }));
    assert.equal((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount, 0);
    assert.deepEqual([...sent].toSorted(), [...operations].toSorted());
  });
});
