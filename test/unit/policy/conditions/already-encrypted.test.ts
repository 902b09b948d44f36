import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf, withFields, withFinding } from "./a-condition.ts";

describe("“message is already encrypted”", () => {
  it("goes by what the reader found, never by a header alone", async () => {
    assert.equal(await resultOf("already-encrypted", {}), false);
    assert.equal(await resultOf("already-encrypted", {}, withFinding("already-encrypted")), true);
    const said = withFields("X-Encrypted: yes", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data");
    assert.equal(await resultOf("already-encrypted", {}, said), false);
  });
});
