import { type Caller, type CloudContext, ServiceError } from "../core/service.ts";
import type { Kms } from "../kms/kms.ts";
import { decrypt, encrypt } from "../outbox/at-rest.ts";
import type { QueueSettings } from "./queue-settings.ts";
import type { StoredMessage } from "./queue-store.ts";

/** A body as it may lie on disk. */
export type SealedBody = { readonly body: Buffer; readonly wrappedKey: Buffer | null };

/** Encrypts bodies: under the queue's KMS key with the caller's rights where it has one, else under the folder's own key. */
export class QueueCipher {
  readonly #cloud: CloudContext;
  readonly #ownKey: Buffer;

  constructor(cloud: CloudContext, ownKey: Buffer) {
    this.#cloud = cloud;
    this.#ownKey = ownKey;
  }

  /** The producer needs kms:GenerateDataKey and kms:Decrypt, as on SQS. */
  async seal(queue: QueueSettings, bodies: readonly string[], caller: Caller): Promise<readonly SealedBody[]> {
    if (queue.kmsKeyId === undefined)
      return bodies.map((body) => ({ body: encrypt(this.#ownKey, Buffer.from(body)), wrappedKey: null }));
    const about = this.#about(queue.arn, caller);
    const { plaintext, ciphertext } = await this.#asKms(() =>
      this.#kms().generateDataKey({ keyId: queue.kmsKeyId ?? "", ...about }),
    );
    await this.#asKms(() => this.#kms().decrypt({ ciphertext, ...about }));
    return bodies.map((body) => ({ body: encrypt(plaintext, Buffer.from(body)), wrappedKey: ciphertext }));
  }

  /** The consumer needs kms:Decrypt. */
  async open(message: StoredMessage, caller: Caller): Promise<string> {
    const { wrappedKey } = message;
    const key =
      wrappedKey === null
        ? this.#ownKey
        : await this.#asKms(() =>
            this.#kms().decrypt({ ciphertext: Buffer.from(wrappedKey), ...this.#about(message.sealedFor, caller) }),
          );
    return decrypt(key, Buffer.from(message.body)).toString();
  }

  #kms(): Kms {
    return this.#cloud.service<Kms>("kms");
  }

  #about(queueArn: string, caller: Caller) {
    const viaService = `sqs.${this.#cloud.deployment.region}.amazonaws.com`;
    return { encryptionContext: { "aws:sqs:arn": queueArn }, caller, viaService };
  }

  async #asKms<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const denied = error.code.startsWith("AccessDenied");
      throw new ServiceError(denied ? "KmsAccessDenied" : `Kms${error.code.replace(/^KMS/, "")}`, error.message, 400);
    }
  }
}
