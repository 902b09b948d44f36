import { z } from "zod";

const encryption = z.strictObject({
  algorithm: z.enum(["AES256", "aws:kms"]),
  keyArn: z.string().optional(),
  bucketKey: z.boolean().optional(),
  context: z.record(z.string(), z.string()).optional(),
  wrappedKey: z.string(),
});

const attributes = z.strictObject({
  contentType: z.string(),
  /** Other headers kept as they came: cache-control, content-disposition, content-encoding… */
  headers: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.string()),
});

const checksum = z.strictObject({
  algorithm: z.enum(["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"]),
  value: z.string(),
  type: z.enum(["FULL_OBJECT", "COMPOSITE"]),
});

const common = { size: z.number(), etag: z.string(), lastModified: z.coerce.date(), salt: z.string() };

/** The clear head of an object's file: what S3 itself keeps outside the encrypted content. */
export const objectRecord = z.strictObject({
  ...common,
  key: z.string(),
  encryption,
  attributes,
  checksum: checksum.optional(),
});

/** The clear head of a part's file. */
export const partRecord = z.strictObject({ ...common, partNumber: z.number(), checksum: checksum.optional() });

/** A multipart upload under way. */
export const uploadRecord = z.strictObject({
  uploadId: z.string(),
  key: z.string(),
  initiated: z.coerce.date(),
  encryption,
  attributes,
  checksumAlgorithm: checksum.shape.algorithm.optional(),
  checksumType: checksum.shape.type.optional(),
});

export type ObjectRecord = Readonly<z.infer<typeof objectRecord>>;
export type PartRecord = Readonly<z.infer<typeof partRecord>>;
export type UploadRecord = Readonly<z.infer<typeof uploadRecord>>;
export type ObjectEncryption = Readonly<z.infer<typeof encryption>>;
export type ObjectAttributes = Readonly<z.infer<typeof attributes>>;
export type Checksum = Readonly<z.infer<typeof checksum>>;
export type ChecksumAlgorithm = Checksum["algorithm"];
