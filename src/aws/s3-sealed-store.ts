import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { KeyContext, SealContext, SealedStore } from "../sealing/ports.ts";

/** Under which prefixes parts and keys lie; rights are given by them. */
type Folders = { readonly parts: string; readonly keys: string };

/** What recipients write lies apart from what they receive: who sends it may open nothing else. */
export const letterFolders: Folders = { parts: "letters", keys: "letterkeys" };

/** Sealed parts and wrapped keys as objects of the sealed bucket. */
export class S3SealedStore implements SealedStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #folders: Folders;

  constructor(client: S3Client, bucket: string, folders: Folders = { parts: "sealed", keys: "keys" }) {
    this.#folders = folders;
    this.#client = client;
    this.#bucket = bucket;
  }

  async putPart({ messageId, part }: SealContext, sealed: Buffer): Promise<void> {
    await this.#put(`${this.#folders.parts}/${messageId}/${part}`, sealed);
  }

  async getPart({ messageId, part }: SealContext): Promise<Buffer | null> {
    return this.#get(`${this.#folders.parts}/${messageId}/${part}`);
  }

  async putKey({ messageId, recipientId }: KeyContext, wrapped: Uint8Array): Promise<void> {
    await this.#put(`${this.#folders.keys}/${messageId}/${recipientId}`, wrapped);
  }

  async getKey({ messageId, recipientId }: KeyContext): Promise<Uint8Array | null> {
    return this.#get(`${this.#folders.keys}/${messageId}/${recipientId}`);
  }

  async #put(key: string, body: Uint8Array): Promise<void> {
    await this.#client.send(new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: body }));
  }

  async #get(key: string): Promise<Buffer | null> {
    return getObject(this.#client, this.#bucket, key);
  }
}

/** An object's bytes, or null when there is none. */
export async function getObject(client: S3Client, bucket: string, key: string): Promise<Buffer | null> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (Body === undefined) return null;
    const { buffer, byteOffset, length } = await Body.transformToByteArray();
    return Buffer.from(buffer, byteOffset, length);
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}
