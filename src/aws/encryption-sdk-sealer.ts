import { randomBytes } from "node:crypto";
import {
  AlgorithmSuiteIdentifier,
  buildClient,
  CommitmentPolicy,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
} from "@aws-crypto/client-node";
import type { SealContext, Sealer } from "../sealing/ports.ts";
import { UnsealError } from "../sealing/unseal-error.ts";

const { encryptStream, decrypt } = buildClient({
  commitmentPolicy: CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT,
  maxEncryptedDataKeys: 1,
});

/** AES-256-GCM with key commitment, no signature: who may open is decided by who can unwrap the content key. */
const suiteId = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY;

/** Each frame costs a cipher of its own; what is sealed is opened whole, so large frames only save time. */
const frameLength = 1_048_576;

/** Seals with the AWS Encryption SDK under a raw content key. */
export const encryptionSdkSealer: Sealer = {
  newContentKey: () => new Uint8Array(randomBytes(32)),

  async seal(contentKey, context, plain) {
    const stream = encryptStream(keyring(contentKey, context), {
      suiteId,
      encryptionContext: { ...context },
      frameLength,
      plaintextLength: plain.length,
    });
    stream.end(plain);
    return gather(stream, plain.length + Math.ceil((plain.length + 1) / frameLength) * ofFrame + ofHeader);
  },

  async open(contentKey, context, sealed) {
    try {
      const { plaintext, messageHeader } = await decrypt(keyring(contentKey, context), sealed);
      const bound = messageHeader.encryptionContext;
      if (bound.messageId !== context.messageId || bound.part !== context.part) throw new UnsealError();
      return plaintext;
    } catch (cause) {
      throw cause instanceof UnsealError ? cause : new UnsealError(cause);
    }
  },
};

/** What a frame and the header take beside what they hold, at most; the header's share is a guess on the large side. */
const ofFrame = 64;
const ofHeader = 4_096;

/** All that a stream gives, written into one buffer as it comes: what is large never stands in memory twice. */
async function gather(stream: AsyncIterable<unknown>, expected: number): Promise<Buffer> {
  let gathered = Buffer.allocUnsafeSlow(expected);
  let length = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError("a sealed chunk is no bytes");
    if (length + chunk.length > gathered.length) gathered = Buffer.concat([gathered], 2 * (length + chunk.length));
    gathered.set(chunk, length);
    length += chunk.length;
  }
  return gathered.subarray(0, length);
}

function keyring(contentKey: Uint8Array, context: SealContext): RawAesKeyringNode {
  // The keyring insists on a key with an ArrayBuffer of its own and zeroes nothing of ours.
  return new RawAesKeyringNode({
    keyNamespace: "sealgate",
    keyName: context.messageId,
    unencryptedMasterKey: Uint8Array.from(contentKey),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  });
}
