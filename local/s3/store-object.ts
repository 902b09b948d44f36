import { createHash, randomBytes } from "node:crypto";
import { type Caller, ServiceError } from "../core/service.ts";
import type { Precondition } from "./bucket-store.ts";
import type { EncryptionChoice } from "./object-encryption.ts";
import type { Checksum, ObjectAttributes, ObjectRecord } from "./object-record.ts";
import type { OpenBucket, S3Context } from "./s3-context.ts";

/** A whole object that its caller may write. */
type ObjectToStore = OpenBucket & {
  readonly key: string;
  readonly body: Buffer;
  readonly caller: Caller;
  readonly attributes: ObjectAttributes;
  readonly choice: EncryptionChoice;
  readonly checksum?: Checksum;
  readonly precondition: Precondition;
};

/** The moment an object changed; S3 counts in whole seconds. */
export const changedAt = ({ cloud }: S3Context): Date => new Date(Math.floor(cloud.now().getTime() / 1000) * 1000);

/** As on AWS the ETag is an MD5 only where no KMS key encrypts. */
export function newEtag(algorithm: EncryptionChoice["algorithm"], content: Buffer): string {
  return algorithm === "AES256" ? createHash("md5").update(content).digest("hex") : randomBytes(16).toString("hex");
}

/** A fresh salt, so that no two files share a frame key. */
export const newSalt = (): string => randomBytes(32).toString("base64");

/** Throws KeyTooLongError above 1,024 bytes. */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > 1024) throw new ServiceError("KeyTooLongError", "Your key is too long");
}

/** Encrypts and stores an object; when it resolves the object is on the disk. */
export async function storeObject(context: S3Context, put: ObjectToStore): Promise<ObjectRecord> {
  const { bucket, objects, key, body, caller, attributes, choice, checksum, precondition } = put;
  checkKey(key);
  precondition(objects.record(key));
  const { dataKey, encryption } = await context.keys.create(choice, bucket, key, caller);
  const record: ObjectRecord = {
    key,
    size: body.length,
    etag: newEtag(choice.algorithm, body),
    lastModified: changedAt(context),
    salt: newSalt(),
    encryption,
    attributes,
    ...(checksum ? { checksum } : {}),
  };
  await objects.put({ record, dataKey, content: [body] }, precondition);
  return record;
}
