import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf, withFields } from "./a-condition.ts";

describe("“header field is there or contains”", () => {
  it("finds fields and what stands in them, technical ones too", async () => {
    const asking = withFields("X-Class: Top  Secret", "X-MS-Label: 7", "Subject: x");
    assert.equal(await resultOf("header", { name: "x-class" }, asking), true);
    assert.equal(await resultOf("header", { name: "X-Other" }, asking), false);
    assert.equal(await resultOf("header", { name: "X-Class", contains: ["top secret"] }, asking), true);
    assert.equal(await resultOf("header", { name: "X-MS-Label", contains: ["8"] }, asking), false);
    assert.equal(
      await resultOf("header", { name: "X-Class", contains: ["top"] }, withFields("X-Class: =?utf-8?B?VG9w?=")),
      true,
    );
  });
});
