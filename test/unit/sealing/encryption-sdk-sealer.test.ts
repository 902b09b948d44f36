import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { encryptionSdkSealer as sealer } from "../../../src/aws/encryption-sdk-sealer.ts";
import { UnsealError } from "../../../src/sealing/unseal-error.ts";

const context = { messageId: "m-1", part: "message.eml" };

describe("sealing with the AWS Encryption SDK", () => {
  it("opens what it sealed, for every awkward size", async () => {
    const key = sealer.newContentKey();
    for (const size of [0, 1, 4095, 4096, 4097, 300_000]) {
      const plain = randomBytes(size);
      assert.ok(
        (await sealer.open(key, context, await sealer.seal(key, context, plain))).equals(plain),
        `${size} bytes`,
      );
    }
  });

  it("shows nothing of the text in the sealed bytes", async () => {
    const sealed = await sealer.seal(sealer.newContentKey(), context, Buffer.from("canary ".repeat(2000)));
    assert.equal(sealed.includes("canary"), false);
  });

  it("refuses another key, another message and another part", async () => {
    const key = sealer.newContentKey();
    const sealed = await sealer.seal(key, context, Buffer.from("text"));
    await assert.rejects(sealer.open(sealer.newContentKey(), context, sealed), UnsealError);
    await assert.rejects(sealer.open(key, { ...context, messageId: "m-2" }, sealed), UnsealError);
    await assert.rejects(sealer.open(key, { ...context, part: "view" }, sealed), UnsealError);
  });

  it("refuses a truncated part and any flipped bit, releasing nothing", async () => {
    const key = sealer.newContentKey();
    const sealed = await sealer.seal(key, context, randomBytes(9000));
    for (const length of [0, 1, 100, sealed.length - 1, sealed.length - 4200]) {
      await assert.rejects(sealer.open(key, context, sealed.subarray(0, length)), UnsealError, `cut to ${length}`);
    }
    for (let at = 0; at < sealed.length; at += 97) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      await assert.rejects(sealer.open(key, context, altered), UnsealError, `bit flipped at ${at}`);
    }
  });
});
