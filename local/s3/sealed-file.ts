import { createCipheriv, createDecipheriv, createHash, hkdfSync } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import type { z } from "zod";

/** Bytes of content per encrypted frame; any range is read by whole frames. */
const FRAME = 64 * 1024;
const TAG = 16;
const MAGIC = Buffer.from("SGO1");
const PRELUDE = MAGIC.length + 4;

type Head = { readonly size: number; readonly salt: string };
type Content = Iterable<Buffer> | AsyncIterable<Buffer>;

/** Each file has its own frame key, so that a frame's number may be its nonce. */
class FrameCipher {
  readonly #key: Buffer;
  readonly #headHash: Buffer;

  constructor(dataKey: Buffer, salt: string, head: Buffer) {
    this.#key = Buffer.from(hkdfSync("sha256", dataKey, Buffer.from(salt, "base64"), "local s3 frames", 32));
    this.#headHash = createHash("sha256").update(head).digest();
  }

  seal(index: number, frame: Buffer): Buffer {
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce(index)).setAAD(this.#headHash);
    return Buffer.concat([cipher.update(frame), cipher.final(), cipher.getAuthTag()]);
  }

  open(index: number, sealed: Buffer): Buffer {
    const decipher = createDecipheriv("aes-256-gcm", this.#key, nonce(index), { authTagLength: TAG });
    decipher.setAAD(this.#headHash).setAuthTag(sealed.subarray(sealed.length - TAG));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
  }
}

function nonce(index: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(index, 8);
  return bytes;
}

async function* inFrames(content: Content): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of content) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    let at = 0;
    for (; at + FRAME <= bytes.length; at += FRAME) yield bytes.subarray(at, at + FRAME);
    rest = bytes.subarray(at);
  }
  if (rest.length > 0) yield rest;
}

/** Writes head and encrypted content to a new file and flushes it to the disk. */
export async function writeSealedFile(path: string, head: Head, dataKey: Buffer, content: Content): Promise<void> {
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  const cipher = new FrameCipher(dataKey, head.salt, json);
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(Buffer.concat([MAGIC, length, json]));
    let [index, written] = [0, 0];
    for await (const frame of inFrames(content)) {
      await file.writeFile(cipher.seal(index++, frame));
      written += frame.length;
    }
    if (index === 0) await file.writeFile(cipher.seal(0, Buffer.alloc(0)));
    if (written !== head.size) throw new Error(`${written} bytes came where ${head.size} were announced`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A file opened for reading; the content stays readable after the file was replaced or deleted. */
export class SealedFile<H extends Head> {
  readonly head: H;
  readonly #file: FileHandle;
  readonly #json: Buffer;

  private constructor(file: FileHandle, json: Buffer, head: H) {
    this.#file = file;
    this.#json = json;
    this.head = head;
  }

  /** Opens a file and reads its head; undefined when there is none. */
  static async open<H extends Head>(path: string, schema: z.ZodType<H>): Promise<SealedFile<H> | undefined> {
    const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (!file) return undefined;
    try {
      const prelude = await readExactly(file, 0, PRELUDE);
      if (!prelude.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error(`${path} is not an object`);
      const json = await readExactly(file, PRELUDE, prelude.readUInt32BE(MAGIC.length));
      return new SealedFile(file, json, schema.parse(JSON.parse(json.toString("utf8"))));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The content from `start` up to but not including `end`, frame by frame; a changed byte anywhere in them throws. */
  async *read(dataKey: Buffer, start = 0, end = this.head.size): AsyncGenerator<Buffer> {
    const cipher = new FrameCipher(dataKey, this.head.salt, this.#json);
    const base = PRELUDE + this.#json.length;
    const last = Math.max(0, Math.ceil(end / FRAME) - 1);
    for (let index = Math.floor(start / FRAME); index <= last; index++) {
      const from = index * FRAME;
      const length = Math.min(FRAME, this.head.size - from);
      const sealed = await readExactly(this.#file, base + index * (FRAME + TAG), length + TAG);
      yield cipher.open(index, sealed).subarray(Math.max(0, start - from), end - from);
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

async function readExactly(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) throw new Error("a file of the local S3 is shorter than its head says");
    filled += bytesRead;
  }
  return buffer;
}
