import { DeleteObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import type { KeyContext, SealedRemover } from "../sealing/ports.ts";

/** Deletes wrapped keys and sealed parts; the bucket keeps no versions, so that what is deleted is gone. */
export class S3SealedRemover implements SealedRemover {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async destroyKey({ messageId, recipientId }: KeyContext): Promise<void> {
    await this.#delete(`keys/${messageId}/${recipientId}`);
  }

  async hasKeys(messageId: string): Promise<boolean> {
    const { Contents = [] } = await this.#client.send(
      new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: `keys/${messageId}/`, MaxKeys: 1 }),
    );
    return Contents.length > 0;
  }

  async deleteParts(messageId: string): Promise<void> {
    const Prefix = `sealed/${messageId}/`;
    for (;;) {
      const { Contents = [] } = await this.#client.send(new ListObjectsV2Command({ Bucket: this.#bucket, Prefix }));
      if (Contents.length === 0) return;
      for (const { Key } of Contents) if (Key !== undefined) await this.#delete(Key);
    }
  }

  async #delete(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
  }
}
