import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { damaged, resultOf, withBody, withFields } from "./a-condition.ts";

describe("“subject has a trigger”", () => {
  it("finds a trigger anywhere in the subject, in any case", async () => {
    assert.equal(await resultOf("subject-trigger", {}, withFields("Subject: re [ENCRYPT]x")), true);
    assert.equal(await resultOf("subject-trigger", {}, withFields("Subject: x")), false);
    assert.equal(await resultOf("subject-trigger", {}, withBody("[encrypt]")), false);
    assert.equal(await resultOf("subject-trigger", { triggers: ["geheim:"] }, withFields("Subject: Geheim: x")), true);
  });

  it("finds an encoded one, and is not made uncertain by an attachment", async () => {
    assert.equal(await resultOf("subject-trigger", {}, withFields("Subject: =?utf-8?Q?=5Bencrypt=5D?=")), true);
    assert.equal(await resultOf("subject-trigger", {}, { raw: damaged }), false);
  });
});
