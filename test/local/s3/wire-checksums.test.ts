import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ServiceRequest } from "../../../local/core/service.ts";
import { decodeAwsChunked } from "../../../local/s3/aws-chunked.ts";
import { checksumOf, startChecksum } from "../../../local/s3/checksums.ts";
import { verifiedBody } from "../../../local/s3/request-body.ts";

describe("checksums", () => {
  const check = Buffer.from("123456789");

  for (const [algorithm, hex] of [
    ["CRC32", "cbf43926"],
    ["CRC32C", "e3069283"],
    ["CRC64NVME", "ae8b14860a799888"],
    ["SHA1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"],
    ["SHA256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"],
  ] as const) {
    it(`gives the published check value of ${algorithm}, also piece by piece`, () => {
      assert.equal(Buffer.from(checksumOf(algorithm, check), "base64").toString("hex"), hex);
      const running = startChecksum(algorithm);
      for (const byte of check) running.update(Buffer.of(byte));
      assert.equal(running.digest().toString("hex"), hex);
    });
  }
});

describe("an aws-chunked body", () => {
  const decode = (text: string) => decodeAwsChunked(Buffer.from(text));

  it("is joined from its chunks, with its trailers", () => {
    const { payload, trailers } = decode("3\r\nabc\r\nA\r\n0\r\n3456789\r\n0\r\nX-Amz-Checksum-CRC32: y+Q=\r\n\r\n");
    assert.equal(payload.toString(), "abc0\r\n3456789");
    assert.deepEqual(trailers, { "x-amz-checksum-crc32": "y+Q=" });
  });

  for (const [why, text] of [
    ["ends within a chunk", "5\r\nabc"],
    ["has a chunk longer than its size", "2\r\nabc\r\n0\r\n\r\n"],
    ["has a size that is no number", "zz\r\nabc\r\n0\r\n\r\n"],
    ["has a negative size", "-1\r\nabc\r\n0\r\n\r\n"],
    ["has no last chunk", "3\r\nabc\r\n"],
    ["goes on after its end", "3\r\nabc\r\n0\r\n\r\nmore"],
    ["is empty", ""],
  ] as const) {
    it(`is refused when it ${why}`, () => {
      assert.throws(() => decode(text), { code: "IncompleteBody" });
    });
  }

  const request = (body: string, headers: Record<string, string>): ServiceRequest => ({
    method: "PUT",
    path: "/bucket/key",
    query: new URLSearchParams(),
    headers: { "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER", ...headers },
    body: Buffer.from(body),
    caller: { kind: "owner", arn: "arn:aws:iam::111122223333:root" },
    requestId: "1",
  });
  const sum = "y/Q5Jg==";
  const body = `9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:${sum}\r\n\r\n`;
  const trailer = { "x-amz-trailer": "x-amz-checksum-crc32" };
  const length = { "x-amz-decoded-content-length": "9" };

  it("is believed when length and trailing checksum fit", () => {
    const verified = verifiedBody(request(body, { ...trailer, ...length }));
    assert.equal(verified.body.toString(), "123456789");
    assert.deepEqual(verified.checksum, { algorithm: "CRC32", value: sum, type: "FULL_OBJECT" });
  });

  for (const [what, text, headers, code] of [
    ["a wrong trailing checksum", body.replace(sum, "AAAAAA=="), { ...trailer, ...length }, "BadDigest"],
    ["a changed byte", body.replace("5", "6"), { ...trailer, ...length }, "BadDigest"],
    ["another length", body, { ...trailer, "x-amz-decoded-content-length": "8" }, "IncompleteBody"],
    ["no length", body, trailer, "MissingContentLength"],
    ["no announced trailer", "9\r\n123456789\r\n0\r\n\r\n", { ...trailer, ...length }, "MalformedTrailerError"],
    ["a trailer without a colon", body.replace("crc32:", "crc32"), { ...trailer, ...length }, "MalformedTrailerError"],
    ["two checksums", body, { ...trailer, ...length, "x-amz-checksum-sha1": "x" }, "InvalidRequest"],
    ["a checksum nobody knows", body, { ...trailer, ...length, "x-amz-checksum-md6": "x" }, "InvalidRequest"],
  ] as const) {
    it(`is refused with ${what}`, () => {
      assert.throws(() => verifiedBody(request(text, headers)), { code });
    });
  }
});
