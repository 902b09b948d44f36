import { DeleteObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import type { RawMail } from "../tracking/raw-mail.ts";
import { getObject } from "./s3-sealed-store.ts";

/** Raw mail as SES wrote it, under `in/` of the mail bucket. */
export class S3RawMail implements RawMail {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  get(objectKey: string): Promise<Buffer | null> {
    return getObject(this.#client, this.#bucket, objectKey);
  }

  async delete(objectKey: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: objectKey }));
  }

  async *list(): AsyncIterable<{ objectKey: string; storedAt: Date }> {
    let token: string | undefined;
    do {
      const page = await this.#client.send(
        new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: "in/", ContinuationToken: token }),
      );
      for (const { Key, LastModified } of page.Contents ?? []) {
        if (Key && LastModified) yield { objectKey: Key, storedAt: LastModified };
      }
      token = page.NextContinuationToken;
    } while (token);
  }
}
