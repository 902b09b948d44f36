import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { after, before, describe, it } from "node:test";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { SignatureV4 } from "@smithy/signature-v4";
import type { ACloud } from "../../support/a-cloud.ts";
import { aBucketCloud, s3Client } from "./a-bucket.ts";

/** Node's hashes in the shape the signer wants. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", Buffer.from(secret as Uint8Array));
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

describe("requests about one object in the local S3", () => {
  let cloud: ACloud;
  let client: S3Client;
  let Bucket: string;

  before(async () => {
    cloud = await aBucketCloud();
    client = s3Client(cloud);
    Bucket = cloud.ref("Mail");
  });
  after(() => cloud.close());

  const put = (Key: string, Body = "text", more: object = {}) =>
    client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
  const text = async (Key: string, more: object = {}) =>
    (await client.send(new GetObjectCommand({ Bucket, Key, ...more }))).Body?.transformToString();

  it("keeps content type, metadata and the headers a browser reads", async () => {
    const facts = {
      ContentType: "message/rfc822",
      ContentDisposition: 'attachment; filename="a.eml"',
      ContentEncoding: "gzip",
      CacheControl: "no-store",
      Metadata: { sender: "a+b@company.example", empty: "" },
    };
    await put("facts", "text", facts);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: "facts" }));
    for (const [name, value] of Object.entries(facts)) assert.deepEqual(head[name as keyof typeof head], value, name);
    assert.equal(head.ServerSideEncryption, "aws:kms");
    assert.equal(head.SSEKMSKeyId, `arn:aws:kms:us-east-1:111122223333:key/${cloud.ref("Key")}`);
    assert.equal(head.BucketKeyEnabled, true);
    assert.equal(head.AcceptRanges, "bytes");
  });

  it("gives an object without a type binary/octet-stream", async () => {
    const sent = new PutObjectCommand({ Bucket, Key: "untyped", Body: Buffer.from("x") });
    await client.send(sent);
    const { ContentType } = await client.send(new HeadObjectCommand({ Bucket, Key: "untyped" }));
    assert.match(ContentType ?? "", /^(binary|application)\/octet-stream$/);
  });

  for (const key of [
    "a b+c%d&e=f?g#h",
    "ünï/☃/𝒳",
    "..",
    "a/../b",
    "/leading",
    "trailing/",
    "a//b",
    "'(*)!~",
    "ein\nzwei",
  ]) {
    it(`tells the key ${JSON.stringify(key)} from any other`, async () => {
      await put(key, key);
      assert.equal(await text(key), key);
    });
  }

  it("takes a key of 1,024 bytes and refuses a longer one", async () => {
    await put("k".repeat(1024));
    await assert.rejects(put("k".repeat(1025)), { name: "KeyTooLongError" });
  });

  it("refuses more than 2 KB of metadata", async () => {
    await assert.rejects(put("m", "x", { Metadata: { long: "x".repeat(2050) } }), { name: "MetadataTooLarge" });
  });

  it("lets exactly one of 50 racing writers create a key", async () => {
    const race = Array.from({ length: 50 }, (_, writer) => put("race", `writer ${writer}`, { IfNoneMatch: "*" }));
    const outcomes = await Promise.allSettled(race);
    const winner = outcomes.findIndex(({ status }) => status === "fulfilled");
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    assert.equal(refused.length, 49);
    for (const error of refused) {
      assert.equal(error.name, "PreconditionFailed");
      assert.equal(error.$metadata.httpStatusCode, 412);
    }
    assert.equal(await text("race"), `writer ${winner}`);
  });

  it("replaces an object only where If-Match names it", async () => {
    const { ETag } = await put("match", "one");
    await put("match", "two", { IfMatch: ETag });
    await assert.rejects(put("match", "three", { IfMatch: ETag }), { name: "PreconditionFailed" });
    await assert.rejects(put("absent", "x", { IfMatch: ETag }), { name: "NoSuchKey" });
    assert.equal(await text("match"), "two");
  });

  it("lets one of 50 racing replacements win", async () => {
    const { ETag } = await put("swap", "start");
    const race = Array.from({ length: 50 }, (_, writer) => put("swap", `${writer}`, { IfMatch: ETag }));
    const outcomes = await Promise.allSettled(race);
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
  });

  it("answers conditional reads", async () => {
    const { ETag } = await put("conditional");
    const get = (more: object) => client.send(new GetObjectCommand({ Bucket, Key: "conditional", ...more }));
    const { LastModified = new Date() } = await client.send(new HeadObjectCommand({ Bucket, Key: "conditional" }));
    const before = new Date(LastModified.getTime() - 60_000);
    await get({ IfMatch: ETag });
    await get({ IfNoneMatch: '"other"' });
    await get({ IfModifiedSince: before });
    await get({ IfUnmodifiedSince: LastModified });
    await assert.rejects(get({ IfMatch: '"other"' }), { name: "PreconditionFailed" });
    await assert.rejects(get({ IfUnmodifiedSince: before }), { name: "PreconditionFailed" });
    for (const unchanged of [{ IfNoneMatch: ETag }, { IfModifiedSince: LastModified }])
      await assert.rejects(get(unchanged), (error: { $metadata: { httpStatusCode: number } }) => {
        return error.$metadata.httpStatusCode === 304;
      });
  });

  it("forgets a deleted object, and deleting again is no error", async () => {
    await put("gone");
    await client.send(new DeleteObjectCommand({ Bucket, Key: "gone" }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: "gone" }));
    await assert.rejects(text("gone"), { name: "NoSuchKey" });
    await assert.rejects(client.send(new HeadObjectCommand({ Bucket, Key: "gone" })), { name: "NotFound" });
  });

  it("does not know other buckets", async () => {
    await client.send(new HeadBucketCommand({ Bucket }));
    await assert.rejects(client.send(new HeadBucketCommand({ Bucket: "elsewhere" })), { name: "NotFound" });
    const put = new PutObjectCommand({ Bucket: "elsewhere", Key: "x", Body: "x" });
    await assert.rejects(client.send(put), { name: "NoSuchBucket" });
  });

  it("names an operation or a header that it does not have", async () => {
    const tagging = new PutObjectTaggingCommand({ Bucket, Key: "x", Tagging: { TagSet: [] } });
    await assert.rejects(client.send(tagging), { name: "NotImplemented", message: /tagging/ });
    await assert.rejects(client.send(new ListBucketsCommand({})), { name: "NotImplemented" });
    await assert.rejects(put("x", "x", { Tagging: "a=b" }), { name: "NotImplemented", message: /x-amz-tagging/ });
    await assert.rejects(text("x", { VersionId: "1" }), { name: "NotImplemented" });
  });

  it("belongs to the account that owns it", async () => {
    await put("mine", "x", { ExpectedBucketOwner: "111122223333" });
    await assert.rejects(put("mine", "x", { ExpectedBucketOwner: "999999999999" }), { name: "AccessDenied" });
  });

  it("refuses a wrong secret and an unknown key", async () => {
    const settings = cloud.client();
    for (const [change, name] of [
      [{ secretAccessKey: "guess" }, "SignatureDoesNotMatch"],
      [{ accessKeyId: "AKIAUNKNOWN000000000" }, "InvalidAccessKeyId"],
    ] as const) {
      const thief = new S3Client({ ...settings, credentials: { ...settings.credentials, ...change } });
      await assert.rejects(thief.send(new PutObjectCommand({ Bucket, Key: "x", Body: "x" })), { name });
    }
  });

  it("refuses a request changed after it was signed", async () => {
    for (const [what, change] of [
      ["the key", (request: { path: string }) => Object.assign(request, { path: `${request.path}2` })],
      ["a signed header", (request: { headers: object }) => Object.assign(request.headers, { "x-amz-meta-a": "2" })],
      ["the body", (request: { body: unknown }) => Object.assign(request, { body: Buffer.from("TEXT") })],
    ] as const) {
      const tampering = s3Client(cloud);
      tampering.middlewareStack.add(
        (next) => (args) => {
          change(args.request as never);
          return next(args);
        },
        { step: "finalizeRequest", priority: "low", name: "tamper" },
      );
      const command = new PutObjectCommand({ Bucket, Key: "signed", Body: Buffer.from("text"), Metadata: { a: "1" } });
      const names = ["SignatureDoesNotMatch", "XAmzContentSHA256Mismatch"];
      await assert.rejects(tampering.send(command), (error: Error) => names.includes(error.name), what);
    }
    await assert.rejects(text("signed"), { name: "NoSuchKey" });
  });

  const presigned = async (path: string, query: Record<string, string>, role?: string): Promise<URL> => {
    const { credentials, region } = cloud.client(role);
    const { hostname, port, host } = new URL(cloud.url);
    const headers = { host, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
    const options = { credentials, region, service: "s3", sha256: Sha256, uriEscapePath: false };
    const signer = new SignatureV4(options as ConstructorParameters<typeof SignatureV4>[0]);
    const request = { method: "GET", protocol: "http:", hostname, port: Number(port), path, query, headers };
    const signed = await signer.presign(request as Parameters<SignatureV4["presign"]>[0], { expiresIn: 60 });
    const url = new URL(path, cloud.url);
    for (const [name, value] of Object.entries(signed.query ?? {})) url.searchParams.set(name, String(value));
    return url;
  };

  it("serves a presigned URL, with the type and name it asks for, and not a changed one", async () => {
    await put("linked", "for the browser");
    const query = { "response-content-disposition": "attachment", "response-content-type": "text/plain" };
    const url = await presigned(`/${Bucket}/linked`, query);
    const answer = await fetch(url);
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), "for the browser");
    assert.equal(answer.headers.get("content-disposition"), "attachment");
    assert.equal(answer.headers.get("content-type"), "text/plain");
    url.searchParams.set("response-content-type", "text/html");
    const changed = await fetch(url);
    assert.equal(changed.status, 403);
    assert.match(await changed.text(), /<Code>SignatureDoesNotMatch<\/Code>/);
  });
});
