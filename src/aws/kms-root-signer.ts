import { GetPublicKeyCommand, type KMSClient, SignCommand } from "@aws-sdk/client-kms";
import type { RootSigner } from "../audit/sign-root.ts";
import { SealgateError } from "../errors.ts";

/** Signs the audit log's roots with an asymmetric KMS key. */
export class KmsRootSigner implements RootSigner {
  readonly #client: KMSClient;
  readonly #keyArn: string;

  constructor(client: KMSClient, keyArn: string) {
    this.#client = client;
    this.#keyArn = keyArn;
  }

  async sign(bytes: Uint8Array): Promise<{ keyId: string; signature: Uint8Array }> {
    const { KeyId = this.#keyArn, Signature } = await this.#client.send(
      new SignCommand({ KeyId: this.#keyArn, Message: bytes, MessageType: "RAW", SigningAlgorithm: "ECDSA_SHA_256" }),
    );
    if (!Signature) throw new SealgateError("signing", 500, "KMS answered without a signature");
    return { keyId: KeyId, signature: Signature };
  }

  async publicKey(): Promise<Uint8Array> {
    const { PublicKey } = await this.#client.send(new GetPublicKeyCommand({ KeyId: this.#keyArn }));
    if (!PublicKey) throw new SealgateError("signing", 500, "KMS answered without a key");
    return PublicKey;
  }
}
