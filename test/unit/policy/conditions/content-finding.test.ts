import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { damaged, resultOf, withFinding } from "./a-condition.ts";

describe("“the reader noticed”", () => {
  it("asks for kinds of findings", async () => {
    assert.equal(await resultOf("content-finding", { findings: ["corrupt"] }, { raw: damaged }), true);
    assert.equal(await resultOf("content-finding", { findings: ["encrypted"] }, { raw: damaged }), false);
    assert.equal(
      await resultOf("content-finding", { findings: ["scan-incomplete"] }, withFinding("scan-incomplete")),
      true,
    );
  });
});
