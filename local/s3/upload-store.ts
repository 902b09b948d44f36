import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ServiceError } from "../core/service.ts";
import { DurableFolder } from "./durable-folder.ts";
import { type PartRecord, partRecord, type UploadRecord, uploadRecord } from "./object-record.ts";
import { SealedFile, writeSealedFile } from "./sealed-file.ts";

/** The error of an upload that does not exist, was aborted or completed. */
const noSuchUpload = (): ServiceError =>
  new ServiceError(
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    404,
  );

const partName = (partNumber: number): string => `${partNumber}.part`;

/** The multipart uploads of one bucket that are under way; each is a folder with its record and its encrypted parts. */
export class UploadStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    mkdirSync(path, { recursive: true });
    for (const uploadId of readdirSync(path)) new DurableFolder(join(path, uploadId)).removeUnfinished();
  }

  /** Begins an upload and returns its id. */
  async create(record: Omit<UploadRecord, "uploadId">): Promise<string> {
    const uploadId = randomBytes(24).toString("base64url");
    const json = JSON.stringify({ ...record, uploadId });
    await new DurableFolder(join(this.#path, uploadId)).put("upload.json", async (path) => {
      const file = await open(path, "wx", 0o600);
      try {
        await file.writeFile(json);
        await file.sync();
      } finally {
        await file.close();
      }
    });
    return uploadId;
  }

  /** An upload by its id, for this key only. */
  async find(uploadId: string, key: string): Promise<UploadRecord> {
    const path = join(this.#path, uploadId, "upload.json");
    if (!/^[\w-]{32}$/.test(uploadId) || !existsSync(path)) throw noSuchUpload();
    const record = uploadRecord.parse(JSON.parse(await readFile(path, "utf8")));
    if (record.key !== key) throw noSuchUpload();
    return record;
  }

  /** Stores a part, in place of an earlier one of the same number. */
  async putPart(upload: UploadRecord, part: PartRecord, dataKey: Buffer, body: Buffer): Promise<void> {
    const folder = this.#folder(upload);
    const aborted = () => !existsSync(join(folder.path, "upload.json"));
    try {
      await folder.put(partName(part.partNumber), (path) => writeSealedFile(path, part, dataKey, [body]));
    } catch (error) {
      throw aborted() ? noSuchUpload() : error;
    }
    if (!aborted()) return;
    await this.remove(upload);
    throw noSuchUpload();
  }

  /** The parts that came so far, by number. */
  async parts(upload: UploadRecord): Promise<readonly PartRecord[]> {
    const numbers = this.#folder(upload)
      .names()
      .flatMap((name) => /^(\d+)\.part$/.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
    const parts: PartRecord[] = [];
    for (const partNumber of numbers) {
      const file = await this.#open(upload, partNumber);
      parts.push(file.head);
      await file.close();
    }
    return parts;
  }

  /** The bytes of some parts, one after the other. */
  async *read(upload: UploadRecord, parts: readonly PartRecord[], dataKey: Buffer): AsyncGenerator<Buffer> {
    for (const { partNumber } of parts) {
      const file = await this.#open(upload, partNumber);
      try {
        yield* file.read(dataKey);
      } finally {
        await file.close();
      }
    }
  }

  /** Forgets an upload and its parts. */
  async remove({ uploadId }: UploadRecord): Promise<void> {
    await rm(join(this.#path, uploadId), { recursive: true, force: true, maxRetries: 3 });
  }

  #folder({ uploadId }: UploadRecord): DurableFolder {
    return new DurableFolder(join(this.#path, uploadId));
  }

  async #open({ uploadId }: UploadRecord, partNumber: number): Promise<SealedFile<PartRecord>> {
    const file = await SealedFile.open(join(this.#path, uploadId, partName(partNumber)), partRecord);
    if (!file) throw noSuchUpload();
    return file;
  }
}
