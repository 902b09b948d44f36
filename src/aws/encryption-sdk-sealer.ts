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

const { encrypt, decrypt } = buildClient({
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
    const { result } = await encrypt(keyring(contentKey, context), plain, {
      suiteId,
      encryptionContext: { ...context },
      frameLength,
      plaintextLength: plain.length,
    });
    return result;
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

function keyring(contentKey: Uint8Array, context: SealContext): RawAesKeyringNode {
  // The keyring insists on a key with an ArrayBuffer of its own and zeroes nothing of ours.
  return new RawAesKeyringNode({
    keyNamespace: "sealgate",
    keyName: context.messageId,
    unencryptedMasterKey: Uint8Array.from(contentKey),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  });
}
