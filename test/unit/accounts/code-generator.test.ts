import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { base32, codeAt, generatorUri, stepOf } from "../../../src/accounts/code-generator.ts";

describe("a code generator", () => {
  const secret = base32(Buffer.from("12345678901234567890"));

  it("makes the codes of RFC 6238", () => {
    assert.equal(secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    for (const [seconds, code] of [
      [59, "287082"],
      [1111111109, "081804"],
      [1234567890, "005924"],
      [20000000000, "353130"],
    ] as const)
      assert.equal(codeAt(secret, Math.floor(seconds / 30)), code);
  });

  it("is matched one step early or late, with spaces, and not further", () => {
    const now = new Date(1234567890_000);
    const step = Math.floor(1234567890 / 30);
    assert.equal(stepOf(secret, " 005 924 ", now), step);
    assert.equal(stepOf(secret, codeAt(secret, step - 1), now), step - 1);
    assert.equal(stepOf(secret, codeAt(secret, step + 1), now), step + 1);
    assert.equal(stepOf(secret, codeAt(secret, step + 2), now), null);
    for (const typed of ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦"]) assert.equal(stepOf(secret, typed, now), null);
  });

  it("names account and issuer so that neither can add a field", () => {
    const uri = generatorUri(secret, "bob@partner.example?secret=AAAA&x=", "Company: a&b");
    assert.deepEqual(
      [...new URL(uri).searchParams],
      [
        ["secret", secret],
        ["issuer", "Company: a&b"],
      ],
    );
  });
});
