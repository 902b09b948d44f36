import { DecryptCommand, EncryptCommand, type KMSClient } from "@aws-sdk/client-kms";
import { UnsealError } from "../sealing/unseal-error.ts";

/** A short secret under a KMS key, bound to what it is for: who may encrypt need not be able to decrypt. */
export class KmsSecret {
  readonly #client: KMSClient;
  readonly #keyArn: string;
  readonly #context: Record<string, string>;

  constructor(client: KMSClient, keyArn: string, purpose: string) {
    this.#client = client;
    this.#keyArn = keyArn;
    this.#context = { purpose };
  }

  async seal(text: string): Promise<Uint8Array> {
    const { CiphertextBlob } = await this.#client.send(
      new EncryptCommand({ KeyId: this.#keyArn, Plaintext: Buffer.from(text), EncryptionContext: this.#context }),
    );
    if (!CiphertextBlob) throw new UnsealError();
    return CiphertextBlob;
  }

  async open(sealed: Uint8Array): Promise<string> {
    const { Plaintext } = await this.#client.send(
      new DecryptCommand({ KeyId: this.#keyArn, CiphertextBlob: sealed, EncryptionContext: this.#context }),
    );
    if (!Plaintext) throw new UnsealError();
    return Buffer.from(Plaintext).toString();
  }
}
