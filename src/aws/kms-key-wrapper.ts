import { DecryptCommand, EncryptCommand, type KMSClient } from "@aws-sdk/client-kms";
import type { KeyContext, KeyWrapper } from "../sealing/ports.ts";
import { UnsealError } from "../sealing/unseal-error.ts";

/** Wraps content keys with a KMS key, bound to message and recipient by the encryption context. */
export class KmsKeyWrapper implements KeyWrapper {
  readonly #client: KMSClient;
  readonly #keyArn: string;

  constructor(client: KMSClient, keyArn: string) {
    this.#client = client;
    this.#keyArn = keyArn;
  }

  async wrap(contentKey: Uint8Array, context: KeyContext): Promise<Uint8Array> {
    const { CiphertextBlob } = await this.#client.send(
      new EncryptCommand({ KeyId: this.#keyArn, Plaintext: contentKey, EncryptionContext: { ...context } }),
    );
    if (!CiphertextBlob) throw new UnsealError();
    return CiphertextBlob;
  }

  async unwrap(wrapped: Uint8Array, context: KeyContext): Promise<Uint8Array> {
    const { Plaintext } = await this.#client.send(
      new DecryptCommand({ KeyId: this.#keyArn, CiphertextBlob: wrapped, EncryptionContext: { ...context } }),
    );
    if (!Plaintext) throw new UnsealError();
    return Plaintext;
  }
}
