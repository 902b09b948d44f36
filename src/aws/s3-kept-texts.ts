import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { KeptPlace, KeptTexts, Removed } from "../tracking/kept-texts.ts";
import { getObject } from "./s3-sealed-store.ts";

const folder = "kept/";

/** Kept texts as objects of the sealed bucket, by the hour in which their messages came: the oldest stand first. */
export class S3KeptTexts implements KeptTexts {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async put(place: KeptPlace, sealed: Buffer, signal: AbortSignal): Promise<void> {
    const object = { Bucket: this.#bucket, Key: keyOf(place), Body: sealed };
    await this.#client.send(new PutObjectCommand(object), { abortSignal: signal });
  }

  get(place: KeptPlace): Promise<Buffer | null> {
    return getObject(this.#client, this.#bucket, keyOf(place));
  }

  async remove(place: KeptPlace): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: keyOf(place) }));
  }

  async removeBefore(moment: Date | null, isOver: () => boolean): Promise<Removed> {
    const end = moment === null ? null : `${folder}${hourOf(moment.toISOString())}`;
    let count = 0;
    while (!isOver()) {
      const { Contents = [] } = await this.#client.send(
        new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: folder }),
      );
      const old = Contents.flatMap(({ Key = "" }) => (end === null || Key < end ? [{ Key }] : []));
      if (old.length === 0) return { count, whole: true };
      const wish = { Bucket: this.#bucket, Delete: { Objects: old, Quiet: true } };
      const { Errors = [] } = await this.#client.send(new DeleteObjectsCommand(wish));
      if (Errors.length > 0) throw new Error(`${Errors.length} kept texts could not be removed`);
      count += old.length;
    }
    return { count, whole: false };
  }
}

function keyOf({ messageId, receivedAt }: KeptPlace): string {
  return `${folder}${hourOf(receivedAt)}/${messageId}`;
}

/** "2026-11-22T10" */
function hourOf(iso: string): string {
  return iso.slice(0, 13);
}
