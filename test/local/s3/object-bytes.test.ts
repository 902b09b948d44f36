import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { after, before, describe, it } from "node:test";
import {
  ChecksumAlgorithm,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { ACloud } from "../../support/a-cloud.ts";
import { aBucketCloud, s3Client } from "./a-bucket.ts";

const MB = 1024 * 1024;
const sizes = [0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 300_000, 25 * MB, 40 * MB];

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function inPieces(bytes: Buffer): Readable {
  const pieces: Buffer[] = [];
  for (let at = 0, size = 1; at < bytes.length; at += size, size = Math.min(size * 3, 100_003))
    pieces.push(bytes.subarray(at, at + size));
  return Readable.from(pieces, { objectMode: false });
}

describe("the bytes of an object in the local S3", () => {
  let cloud: ACloud;
  let client: S3Client;
  let Bucket: string;

  before(async () => {
    cloud = await aBucketCloud();
    client = s3Client(cloud);
    Bucket = cloud.ref("Mail");
  });
  after(() => cloud.close());

  const stored = async (Key: string, Range?: string): Promise<Uint8Array> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, Range }));
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  };

  for (const size of sizes) {
    it(`keeps a buffer of ${size} bytes exactly`, async () => {
      const Body = randomBytes(size);
      await client.send(new PutObjectCommand({ Bucket, Key: "buffer", Body }));
      assert.equal(digest(await stored("buffer")), digest(Body));
    });

    it(`keeps a stream of ${size} bytes exactly`, async () => {
      const bytes = randomBytes(size);
      const put = new PutObjectCommand({ Bucket, Key: "stream", Body: inPieces(bytes), ContentLength: size });
      const { ChecksumCRC32 } = await client.send(put);
      assert.notEqual(ChecksumCRC32, undefined);
      const { ContentLength } = await client.send(new HeadObjectCommand({ Bucket, Key: "stream" }));
      assert.equal(ContentLength, size);
      assert.equal(digest(await stored("stream")), digest(bytes));
    });
  }

  it("answers any range with just those bytes", async () => {
    const Body = randomBytes(300_000);
    await client.send(new PutObjectCommand({ Bucket, Key: "ranges", Body }));
    const edges = [0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 262_144, 299_998, 299_999];
    for (const first of edges) {
      for (const last of edges.filter((edge) => edge >= first)) {
        const bytes = await stored("ranges", `bytes=${first}-${last}`);
        assert.ok(Body.subarray(first, last + 1).equals(bytes), `${first}-${last}`);
      }
    }
    assert.ok(Body.subarray(299_000).equals(await stored("ranges", "bytes=299000-")));
    assert.ok(Body.subarray(-70_000).equals(await stored("ranges", "bytes=-70000")));
    assert.ok(Body.subarray(299_990).equals(await stored("ranges", "bytes=299990-400000")));
    assert.ok(Body.equals(await stored("ranges", "bytes=-400000")));
  });

  it("tells where a range lies and refuses one outside", async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: "short", Body: "0123456789" }));
    const part = await client.send(new GetObjectCommand({ Bucket, Key: "short", Range: "bytes=2-4" }));
    assert.equal(part.ContentRange, "bytes 2-4/10");
    assert.equal(part.ContentLength, 3);
    assert.equal(part.$metadata.httpStatusCode, 206);
    await assert.rejects(stored("short", "bytes=10-"), { name: "InvalidRange" });
    await client.send(new PutObjectCommand({ Bucket, Key: "empty", Body: "" }));
    await assert.rejects(stored("empty", "bytes=0-0"), { name: "InvalidRange" });
  });

  for (const algorithm of ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const) {
    it(`verifies ${algorithm} of buffers and streams and gives it back`, async () => {
      const Body = randomBytes(100_001);
      const Key = `sum-${algorithm}`;
      const common = { Bucket, Key, ChecksumAlgorithm: algorithm };
      const sent = await client.send(new PutObjectCommand({ ...common, Body }));
      const field = `Checksum${ChecksumAlgorithm[algorithm]}` as "ChecksumCRC32";
      const streamed = new PutObjectCommand({ ...common, Body: inPieces(Body), ContentLength: Body.length });
      assert.equal((await client.send(streamed))[field], sent[field]);
      const head = await client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
      assert.equal(head[field], sent[field]);
      assert.equal(head.ChecksumType, "FULL_OBJECT");
      assert.equal(digest(await stored(Key)), digest(Body));
    });

    it(`refuses a wrong ${algorithm} and stores nothing`, async () => {
      const length = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 }[algorithm];
      const wrong = { [`Checksum${algorithm}`]: randomBytes(length).toString("base64") };
      const put = new PutObjectCommand({ Bucket, Key: "wrong", Body: "text", ...wrong });
      await assert.rejects(client.send(put), { name: "BadDigest" });
      await assert.rejects(stored("wrong"), { name: "NoSuchKey" });
    });
  }

  it("refuses a wrong Content-MD5 and one that is none", async () => {
    const put = (ContentMD5: string) =>
      client.send(new PutObjectCommand({ Bucket, Key: "md5", Body: "text", ContentMD5 }));
    await put(createHash("md5").update("text").digest("base64"));
    await assert.rejects(put(createHash("md5").update("other").digest("base64")), { name: "BadDigest" });
    await assert.rejects(put("short"), { name: "InvalidDigest" });
  });

  it("keeps the old object whole when a newer one is refused", async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: "kept", Body: "old" }));
    const put = new PutObjectCommand({ Bucket, Key: "kept", Body: "new", ChecksumCRC32: "AAAAAA==" });
    await assert.rejects(client.send(put), { name: "BadDigest" });
    assert.equal(Buffer.from(await stored("kept")).toString(), "old");
  });
});
