import { gunzipSync, gzipSync } from "node:zlib";
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { getItem } from "./table-items.ts";

/** An item may hold 400 KB, its key and names included. */
const largestPart = 380 * 1024;
const largestText = 64 * 1024 * 1024;
const partItem = z.object({ bytes: z.instanceof(Uint8Array) });

/** Where a text lies: the sort keys of its parts begin with `name`. */
export type FileParts = { readonly name: string; readonly parts: number };

/** Texts that may be larger than an item, compressed and cut into parts in one partition of a table. */
export class FilePartStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #partition: string;

  constructor(client: DynamoDBDocumentClient, table: string, partition: string) {
    this.#client = client;
    this.#table = table;
    this.#partition = partition;
  }

  /** Writes every part; what refers to them comes after. */
  async write(name: string, text: string): Promise<FileParts> {
    const packed = gzipSync(text);
    const parts = Math.max(1, Math.ceil(packed.length / largestPart));
    for (let part = 0; part < parts; part += 1) {
      const bytes = packed.subarray(part * largestPart, (part + 1) * largestPart);
      const Item = { ...this.#key(name, part), bytes };
      await this.#client.send(new PutCommand({ TableName: this.#table, Item }));
    }
    return { name, parts };
  }

  /** The text again; throws when a part is missing. */
  async read({ name, parts }: FileParts): Promise<string> {
    const read = await Promise.all(Array.from({ length: parts }, (_, part) => this.#part(name, part)));
    return gunzipSync(Buffer.concat(read), { maxOutputLength: largestText }).toString("utf8");
  }

  async delete({ name, parts }: FileParts): Promise<void> {
    for (let part = 0; part < parts; part += 1) {
      await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: this.#key(name, part) }));
    }
  }

  async #part(name: string, part: number): Promise<Uint8Array> {
    const Item = await getItem(this.#client, this.#table, this.#key(name, part));
    return partItem.parse(Item).bytes;
  }

  #key(name: string, part: number) {
    return { pk: this.#partition, sk: `${name}#${String(part).padStart(3, "0")}` };
  }
}
