import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { decodeBase64 } from "../../../src/mail/base64.ts";

const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7919 + (index >> 8) * 31) & 255));

function lines(content: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < content.length; at += 57)
    pieces.push(Buffer.from(`${content.toString("base64", at, Math.min(at + 57, content.length))}\r\n`));
  return Buffer.concat(pieces);
}

describe("long base64 in lines of the usual length", () => {
  it("is decoded whole, whatever the length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: bytes.length }), (length) => {
        const decoded = decodeBase64(lines(bytes.subarray(0, length)));
        assert.ok(decoded.bytes.equals(bytes.subarray(0, length)));
        assert.equal(decoded.damaged, false);
      }),
    );
  });

  it("is seen to be damaged wherever a character is not of the alphabet, and gives every reading", () => {
    const clean = lines(bytes);
    const anything = fc.constantFrom(..."-_=*<\u00e9\0".split("")).map((one) => one.charCodeAt(0));
    fc.assert(
      fc.property(fc.nat(clean.length - 400), anything, (at, wrong) => {
        const body = at % 78 < 76 ? at : at - 2;
        const broken = Buffer.from(clean);
        broken[body] = wrong;
        const decoded = decodeBase64(broken);
        assert.equal(decoded.damaged, true, `${String.fromCharCode(wrong)} at ${body}`);
        assert.ok(decoded.bytes.equals(Buffer.from(broken.toString("latin1"), "base64")));
      }),
    );
  });
});
