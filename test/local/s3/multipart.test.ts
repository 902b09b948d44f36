import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { checksumOf, compositeChecksum } from "../../../local/s3/checksums.ts";
import type { ACloud } from "../../support/a-cloud.ts";
import { aBucketCloud, s3Client } from "./a-bucket.ts";

const MB = 1024 * 1024;

describe("multipart uploads to the local S3", () => {
  let cloud: ACloud;
  let client: S3Client;
  let Bucket: string;

  before(async () => {
    cloud = await aBucketCloud();
    client = s3Client(cloud);
    Bucket = cloud.ref("Mail");
  });
  after(() => cloud.close());

  const begin = async (Key: string, more: object = {}) => {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
    const upload = { Bucket, Key, UploadId };
    return {
      upload,
      async part(PartNumber: number, Body: Buffer, more: object = {}): Promise<CompletedPart> {
        const { ETag, ChecksumCRC32 } = await client.send(
          new UploadPartCommand({ ...upload, PartNumber, Body, ...more }),
        );
        return { PartNumber, ETag, ChecksumCRC32 };
      },
      complete: (Parts: CompletedPart[], more: object = {}) =>
        client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...more })),
      parts: (more: object = {}) => client.send(new ListPartsCommand({ ...upload, ...more })),
      abort: () => client.send(new AbortMultipartUploadCommand(upload)),
    };
  };

  const bytes = async (Key: string, Range?: string): Promise<Buffer> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, Range }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };

  it("joins parts that came in any order, the last of each number counting", async () => {
    const pieces = [randomBytes(5 * MB), randomBytes(5 * MB + 1), randomBytes(17)] as const;
    const { part, complete } = await begin("joined", { ContentType: "message/rfc822", Metadata: { a: "1" } });
    const third = await part(30, pieces[2]);
    await part(2, randomBytes(100));
    const second = await part(2, pieces[1]);
    const first = await part(1, pieces[0]);
    const done = await complete([first, second, third]);
    assert.match(done.ETag ?? "", /^"[0-9a-f]{32}-3"$/);
    const whole = Buffer.concat(pieces);
    assert.ok(whole.equals(await bytes("joined")));
    assert.ok(
      whole.subarray(5 * MB - 3, 5 * MB + 4).equals(await bytes("joined", `bytes=${5 * MB - 3}-${5 * MB + 3}`)),
    );
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: "joined" }));
    assert.deepEqual([head.ContentType, head.Metadata], ["message/rfc822", { a: "1" }]);
    assert.equal(head.ServerSideEncryption, "aws:kms");
  });

  it("shows nothing of the object before it is complete", async () => {
    const { part, complete } = await begin("unseen");
    const only = await part(1, Buffer.from("x"));
    await assert.rejects(bytes("unseen"), { name: "NoSuchKey" });
    await complete([only]);
    assert.equal((await bytes("unseen")).toString(), "x");
  });

  it("carries on after a restart", async () => {
    const { upload, part } = await begin("restarted");
    const first = await part(1, Buffer.alloc(5 * MB, 1));
    await cloud.restart();
    client = s3Client(cloud);
    const last = await client.send(new UploadPartCommand({ ...upload, PartNumber: 2, Body: Buffer.from("end") }));
    const Parts = [first, { PartNumber: 2, ETag: last.ETag }];
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    assert.equal((await bytes("restarted")).subarray(5 * MB).toString(), "end");
  });

  it("lists parts in pages", async () => {
    const { part, parts } = await begin("listed");
    for (const number of [3, 1, 2]) await part(number, Buffer.alloc(number));
    const first = await parts({ MaxParts: 2 });
    assert.deepEqual(
      first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size]),
      [
        [1, 1],
        [2, 2],
      ],
    );
    assert.equal(first.IsTruncated, true);
    const rest = await parts({ PartNumberMarker: first.NextPartNumberMarker });
    assert.deepEqual(
      rest.Parts?.map(({ PartNumber }) => PartNumber),
      [3],
    );
    assert.equal(rest.IsTruncated, false);
  });

  it("leaves nothing behind when it is aborted", async () => {
    const { upload, part, abort, parts, complete } = await begin("aborted");
    const only = await part(1, Buffer.from("x"));
    await abort();
    const gone = { name: "NoSuchUpload" };
    await assert.rejects(parts(), gone);
    await assert.rejects(part(2, Buffer.from("y")), gone);
    await assert.rejects(complete([only]), gone);
    await assert.rejects(abort(), gone);
    const folders = readdirSync(join(cloud.folder, "state", "s3", Bucket, "uploads"));
    assert.ok(!folders.includes(upload.UploadId ?? ""));
  });

  it("refuses parts that are missing, changed, out of order or too small", async () => {
    const { part, complete } = await begin("refused");
    const first = await part(1, Buffer.alloc(5 * MB));
    const small = await part(2, Buffer.from("small"));
    const last = await part(3, Buffer.from("last"));
    await assert.rejects(complete([first, { ...last, PartNumber: 4 }]), { name: "InvalidPart" });
    await assert.rejects(complete([{ ...first, ETag: last.ETag }]), { name: "InvalidPart" });
    await assert.rejects(complete([{ ...first, ChecksumCRC32: last.ChecksumCRC32 }]), { name: "InvalidPart" });
    await assert.rejects(complete([last, first]), { name: "InvalidPartOrder" });
    await assert.rejects(complete([first, small, last]), { name: "EntityTooSmall" });
    await assert.rejects(complete([]), { name: "MalformedXML" });
    await complete([first, last]);
  });

  it("refuses part numbers outside 1 to 10,000 and a part with a wrong checksum", async () => {
    const { part } = await begin("numbers");
    for (const number of [0, 10_001]) await assert.rejects(part(number, Buffer.from("x")), { name: "InvalidArgument" });
    await assert.rejects(part(1, Buffer.from("x"), { ChecksumCRC32: "AAAAAA==" }), { name: "BadDigest" });
  });

  it("belongs to one key", async () => {
    const { upload } = await begin("one");
    const other = new UploadPartCommand({ ...upload, Key: "other", PartNumber: 1, Body: "x" });
    await assert.rejects(client.send(other), { name: "NoSuchUpload" });
  });

  it("gives the checksum of the checksums, or that of the whole", async () => {
    const pieces = [randomBytes(5 * MB), randomBytes(9)] as const;
    const sums = pieces.map((piece) => checksumOf("CRC32", piece));
    const composite = await begin("composite", { ChecksumAlgorithm: "CRC32" });
    const done = await composite.complete([await composite.part(1, pieces[0]), await composite.part(2, pieces[1])]);
    assert.equal(done.ChecksumCRC32, compositeChecksum("CRC32", sums).value);
    const options = { ChecksumAlgorithm: "CRC32", ChecksumType: "FULL_OBJECT" };
    const full = await begin("full", options);
    const parts = [await full.part(1, pieces[0]), await full.part(2, pieces[1])];
    const whole = checksumOf("CRC32", Buffer.concat(pieces));
    const wrong = { ChecksumCRC32: sums[0], ChecksumType: "FULL_OBJECT" };
    await assert.rejects(full.complete(parts, wrong), { name: "BadDigest" });
    const right = { ChecksumCRC32: whole, ChecksumType: "FULL_OBJECT" };
    assert.equal((await full.complete(parts, right)).ChecksumCRC32, whole);
    assert.ok(Buffer.concat(pieces).equals(await bytes("full")));
  });

  it("does not replace what If-None-Match protects", async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: "kept", Body: "first" }));
    const { part, complete } = await begin("kept");
    const only = await part(1, Buffer.from("second"));
    await assert.rejects(complete([only], { IfNoneMatch: "*" }), { name: "PreconditionFailed" });
    assert.equal((await bytes("kept")).toString(), "first");
  });
});
