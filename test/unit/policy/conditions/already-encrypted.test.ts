import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf, withBody, withFields, withFinding } from "./a-condition.ts";

describe("“message is already encrypted”", () => {
  it("goes by what the reader found, never by a header alone", async () => {
    assert.equal(await resultOf("already-encrypted", {}), false);
    assert.equal(await resultOf("already-encrypted", {}, withFinding("already-encrypted", "1")), true);
    const said = withFields("X-Encrypted: yes", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data");
    assert.equal(await resultOf("already-encrypted", {}, said), false);
  });

  it("asks for the whole message: an encrypted part says nothing of what stands beside it", async () => {
    const is = (part: string, detail?: string) =>
      resultOf("already-encrypted", {}, withFinding("already-encrypted", part, detail));
    assert.equal(await is("1.2", "smime"), false);
    assert.equal(await is("1", "pgp-beside-text"), false);
    assert.equal(await is("1.2", "rpmsg"), false, "the text beside it holds a card number");
  });

  it("takes a rights-protected file alone beside a harmless text for the whole message", async () => {
    const facts = { findings: [{ kind: "already-encrypted", part: "1.2", detail: "rpmsg" }] } as const;
    const { raw } = withBody("This message is protected. Open message.rpmsg to read it.");
    assert.equal(await resultOf("already-encrypted", {}, { raw, facts }), true);
    const attachments = ["1.2", "1.3"].map((part) => ({
      part,
      declaredType: "application/octet-stream",
      trueType: null,
      extensions: [],
      size: 1,
      packed: false,
    }));
    assert.equal(await resultOf("already-encrypted", {}, { raw, facts: { ...facts, attachments } }), false);
  });
});
