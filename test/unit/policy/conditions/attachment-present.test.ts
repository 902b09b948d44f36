import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { file, resultOf, withFiles } from "./a-condition.ts";

describe("“message has an attachment”", () => {
  it("sees files beside the text", async () => {
    assert.equal(await resultOf("attachment-present", {}), false);
    assert.equal(await resultOf("attachment-present", {}, withFiles(file("a.txt"))), true);
    assert.equal(
      await resultOf("attachment-present", {}, withFiles("Content-Type: message/rfc822\r\n\r\nSubject: x")),
      true,
    );
  });
});
