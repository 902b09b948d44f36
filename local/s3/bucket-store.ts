import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { DurableFolder } from "./durable-folder.ts";
import { type ObjectRecord, objectRecord } from "./object-record.ts";
import { SealedFile, writeSealedFile } from "./sealed-file.ts";

/** Throws when an object may not take the place of `current`. */
export type Precondition = (current: ObjectRecord | undefined) => void;

/** An object to be stored: its record, the key its frames are encrypted with, and its bytes. */
type NewObject = {
  readonly record: ObjectRecord;
  readonly dataKey: Buffer;
  readonly content: Iterable<Buffer> | AsyncIterable<Buffer>;
};

const fileName = (key: string): string => createHash("sha256").update(key).digest("hex");

/** The objects of one bucket: one encrypted file each, and their records in memory. */
export class BucketStore {
  readonly #folder: DurableFolder;
  readonly #records = new Map<string, ObjectRecord>();
  #sorted: readonly ObjectRecord[] | undefined;

  private constructor(folder: DurableFolder) {
    this.#folder = folder;
  }

  /** Opens a bucket's folder and reads the head of every object in it. */
  static async open(path: string): Promise<BucketStore> {
    const folder = new DurableFolder(path).removeUnfinished();
    const store = new BucketStore(folder);
    for (const name of folder.names()) {
      const file = await SealedFile.open(join(path, name), objectRecord);
      await file?.close();
      if (!file || fileName(file.head.key) !== name)
        throw new Error(`${join(path, name)} is not the object it should be`);
      store.#records.set(file.head.key, file.head);
    }
    return store;
  }

  /** The record of an object. */
  record(key: string): ObjectRecord | undefined {
    return this.#records.get(key);
  }

  /** All records in the order of their keys' UTF-8 bytes. */
  records(): readonly ObjectRecord[] {
    this.#sorted ??= [...this.#records.values()]
      .map((record) => ({ record, bytes: Buffer.from(record.key) }))
      .sort((a, b) => a.bytes.compare(b.bytes))
      .map(({ record }) => record);
    return this.#sorted;
  }

  /** Stores an object whole, or, when the precondition throws, not at all. */
  async put({ record, dataKey, content }: NewObject, precondition: Precondition): Promise<void> {
    precondition(this.record(record.key));
    await this.#folder.put(
      fileName(record.key),
      (path) => writeSealedFile(path, record, dataKey, content),
      (apply) => {
        precondition(this.record(record.key));
        apply();
        this.#records.set(record.key, record);
        this.#sorted = undefined;
      },
    );
  }

  /** Opens an object for reading; the caller closes it. */
  async open(key: string): Promise<SealedFile<ObjectRecord> | undefined> {
    if (!this.#records.has(key)) return undefined;
    const file = await SealedFile.open(join(this.#folder.path, fileName(key)), objectRecord);
    if (!file || file.head.key === key) return file;
    await file.close();
    throw new Error(`the file of the object ${key} holds another one`);
  }

  /** Deletes an object if it is there. */
  async delete(key: string): Promise<void> {
    if (!this.#records.has(key)) return;
    rmSync(join(this.#folder.path, fileName(key)), { force: true });
    this.#records.delete(key);
    this.#sorted = undefined;
    await this.#folder.flush();
  }
}
