import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { ACloud } from "../../support/a-cloud.ts";
import { aBucketCloud, s3Client } from "./a-bucket.ts";

const keys = ["a", "dir", "dir/", "dir/1", "dir/2", "dir/sub/3", "dir/sub/4", "dir0", "é", "\uff61", "𝒳"];

describe("listing a bucket of the local S3", () => {
  let cloud: ACloud;
  let client: S3Client;

  before(async () => {
    cloud = await aBucketCloud();
    client = s3Client(cloud);
    const puts = keys.map((Key) => client.send(new PutObjectCommand({ Bucket: "plain", Key, Body: Key })));
    await Promise.all(puts);
  });
  after(() => cloud.close());

  const list = async (more: Partial<ListObjectsV2CommandInput> = {}) => {
    const page = await client.send(new ListObjectsV2Command({ Bucket: "plain", ...more }));
    const found = (page.Contents ?? []).map(({ Key }) => Key);
    return { page, found, prefixes: (page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix) };
  };

  it("gives keys in the order of their UTF-8 bytes, with size and ETag", async () => {
    const { found, page } = await list();
    assert.deepEqual(found, keys);
    assert.equal(page.KeyCount, keys.length);
    assert.equal(page.IsTruncated, false);
    assert.equal(page.Contents?.[3]?.Size, 5);
    const head = await client.send(new HeadObjectCommand({ Bucket: "plain", Key: "dir/1" }));
    assert.equal(page.Contents?.[3]?.ETag, head.ETag);
    assert.deepEqual(page.Contents?.[3]?.LastModified, head.LastModified);
  });

  it("limits to a prefix and rolls up by a delimiter", async () => {
    assert.deepEqual((await list({ Prefix: "dir/" })).found, ["dir/", "dir/1", "dir/2", "dir/sub/3", "dir/sub/4"]);
    const top = await list({ Delimiter: "/" });
    assert.deepEqual(top.found, ["a", "dir", "dir0", "é", "\uff61", "𝒳"]);
    assert.deepEqual(top.prefixes, ["dir/"]);
    const inside = await list({ Delimiter: "/", Prefix: "dir/" });
    assert.deepEqual(inside.found, ["dir/", "dir/1", "dir/2"]);
    assert.deepEqual(inside.prefixes, ["dir/sub/"]);
    assert.equal(inside.page.KeyCount, 4);
  });

  for (const MaxKeys of [1, 2, 3, 5, 11, 12]) {
    it(`gives every key once in pages of ${MaxKeys}, rolled up or not`, async () => {
      for (const Delimiter of [undefined, "/"]) {
        const seen: unknown[] = [];
        let ContinuationToken: string | undefined;
        do {
          const { page, found, prefixes } = await list({ MaxKeys, Delimiter, ContinuationToken });
          assert.ok(found.length + prefixes.length <= MaxKeys);
          assert.equal(page.IsTruncated, page.NextContinuationToken !== undefined);
          seen.push(...found, ...prefixes);
          ContinuationToken = page.NextContinuationToken;
        } while (ContinuationToken !== undefined);
        const expected = Delimiter ? ["a", "dir", "dir/", "dir0", "é", "\uff61", "𝒳"] : keys;
        assert.deepEqual(seen.toSorted(), [...expected].toSorted());
      }
    });
  }

  it("starts after a key that need not exist", async () => {
    assert.deepEqual((await list({ StartAfter: "dir/1" })).found, keys.slice(4));
    assert.deepEqual((await list({ StartAfter: "dir/15" })).found, keys.slice(4));
  });

  it("gives nothing for no keys asked, an unknown prefix, and refuses a token that is none", async () => {
    const none = await list({ MaxKeys: 0 });
    assert.equal(none.page.KeyCount, 0);
    assert.equal(none.page.IsTruncated, false);
    assert.deepEqual((await list({ Prefix: "x" })).found, []);
    await assert.rejects(list({ ContinuationToken: "!" }), { name: "InvalidArgument" });
  });

  it("can encode keys for a URL", async () => {
    const { found } = await list({ EncodingType: "url", Prefix: "é" });
    assert.deepEqual(found, ["%C3%A9"]);
  });
});

describe("copying and deleting in the local S3", () => {
  let cloud: ACloud;
  let client: S3Client;
  let Bucket: string;

  before(async () => {
    cloud = await aBucketCloud();
    client = s3Client(cloud);
    Bucket = cloud.ref("Mail");
  });
  after(() => cloud.close());

  const put = (Key: string, more: object = {}) =>
    client.send(new PutObjectCommand({ Bucket: "plain", Key, Body: `body of ${Key}`, ...more }));
  const head = (Key: string) => client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));

  it("copies bytes and metadata into a bucket with another encryption", async () => {
    const sent = await put("käse &+.eml", { Metadata: { a: "1" }, ContentType: "message/rfc822" });
    const CopySource = `plain/${encodeURIComponent("käse &+.eml")}`;
    const { CopyObjectResult } = await client.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource }));
    const copied = await head("copy");
    assert.deepEqual([copied.Metadata, copied.ContentType], [{ a: "1" }, "message/rfc822"]);
    assert.equal(copied.ServerSideEncryption, "aws:kms");
    assert.equal(copied.ChecksumCRC32, sent.ChecksumCRC32);
    assert.equal(copied.ETag, CopyObjectResult?.ETag);
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: "copy" }));
    assert.equal(await Body?.transformToString(), "body of käse &+.eml");
  });

  it("replaces the metadata when told to, also in place", async () => {
    await put("in-place", { Metadata: { a: "1" } });
    const there = { Bucket: "plain", Key: "in-place", CopySource: "/plain/in-place" };
    await assert.rejects(client.send(new CopyObjectCommand(there)), { name: "InvalidRequest" });
    const replace = { MetadataDirective: "REPLACE", Metadata: { b: "2" }, ContentType: "text/x" } as const;
    await client.send(new CopyObjectCommand({ ...there, ...replace }));
    const changed = await client.send(new HeadObjectCommand({ Bucket: "plain", Key: "in-place" }));
    assert.deepEqual([changed.Metadata, changed.ContentType], [{ b: "2" }, "text/x"]);
    const { Body } = await client.send(new GetObjectCommand({ Bucket: "plain", Key: "in-place" }));
    assert.equal(await Body?.transformToString(), "body of in-place");
  });

  it("copies only what is there, and nothing over what If-None-Match protects", async () => {
    const copy = (CopySource: string, more: object = {}) =>
      client.send(new CopyObjectCommand({ Bucket, Key: "target", CopySource, ...more }));
    await assert.rejects(copy("plain/absent"), { name: "NoSuchKey" });
    await assert.rejects(copy("absent/absent"), { name: "NoSuchBucket" });
    await assert.rejects(copy("plain"), { name: "InvalidArgument" });
    await put("source");
    await copy("plain/source", { IfNoneMatch: "*" });
    await assert.rejects(copy("plain/source", { IfNoneMatch: "*" }), { name: "PreconditionFailed" });
    await assert.rejects(copy("plain/source", { CopySourceIfMatch: "x" }), { name: "NotImplemented" });
  });

  it("deletes many at once, those that are not there too", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `many/<${index}>&`);
    await Promise.all(names.map((name) => put(name)));
    const Objects = [...names.slice(1), "absent"].map((Key) => ({ Key }));
    const outcome = await client.send(new DeleteObjectsCommand({ Bucket: "plain", Delete: { Objects } }));
    assert.deepEqual(outcome.Deleted, Objects);
    const left = await client.send(new ListObjectsV2Command({ Bucket: "plain", Prefix: "many/" }));
    assert.deepEqual(
      left.Contents?.map(({ Key }) => Key),
      names.slice(0, 1),
    );
    const quiet = { Objects: [{ Key: "absent" }], Quiet: true };
    const silent = await client.send(new DeleteObjectsCommand({ Bucket: "plain", Delete: quiet }));
    assert.equal(silent.Deleted, undefined);
  });

  it("refuses to delete none, or more than 1,000", async () => {
    for (const count of [0, 1001]) {
      const Objects = Array.from({ length: count }, (_, index) => ({ Key: `${index}` }));
      const command = new DeleteObjectsCommand({ Bucket: "plain", Delete: { Objects } });
      await assert.rejects(client.send(command), { name: "MalformedXML" });
    }
  });
});
