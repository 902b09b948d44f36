import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Caller, type CloudContext, ServiceError } from "../core/service.ts";
import type { EncryptionContext, Kms } from "../kms/kms.ts";
import type { Bucket, DefaultEncryption } from "./bucket-resources.ts";
import type { ObjectEncryption } from "./object-record.ts";

const HEADER = "x-amz-server-side-encryption";

type Headers = Readonly<Record<string, string>>;

/** How one request wants its object encrypted. */
export type EncryptionChoice = DefaultEncryption & { readonly extraContext?: EncryptionContext };

/** The request's encryption headers over the bucket's default. */
export function chooseEncryption(headers: Headers, bucket: Bucket): EncryptionChoice {
  const algorithm = headers[HEADER];
  const keyId = headers[`${HEADER}-aws-kms-key-id`];
  if (algorithm === undefined && keyId !== undefined)
    throw new ServiceError("InvalidArgument", `The key id requires HTTP header ${HEADER} : aws:kms`);
  if (algorithm === undefined) return bucket.encryption;
  if (algorithm === "AES256") return { algorithm };
  if (algorithm !== "aws:kms")
    throw new ServiceError("NotImplemented", `the local S3 does not know the encryption ${algorithm}`, 501);
  const byDefault = bucket.encryption.algorithm === "aws:kms" ? bucket.encryption : undefined;
  const chosen = keyId ?? byDefault?.keyId;
  if (chosen === undefined) throw new ServiceError("NotImplemented", "the local S3 has no key aws/s3: name a key", 501);
  const asked = headers[`${HEADER}-bucket-key-enabled`];
  const bucketKey = asked === undefined ? (byDefault?.bucketKey ?? false) : asked.toLowerCase() === "true";
  return { algorithm, keyId: chosen, bucketKey, extraContext: readContext(headers[`${HEADER}-context`]) };
}

function readContext(header: string | undefined): EncryptionContext {
  if (header === undefined) return {};
  try {
    const pairs = Object.entries(JSON.parse(Buffer.from(header, "base64").toString("utf8")) as object);
    return Object.fromEntries(pairs.map(([name, value]) => [name, String(value)]));
  } catch {
    throw new ServiceError("InvalidArgument", `${HEADER}-context is not base64 of a JSON object`);
  }
}

/** The headers that tell how an object is encrypted. */
export function encryptionHeaders({ algorithm, keyArn, bucketKey }: ObjectEncryption): Headers {
  return {
    [HEADER]: algorithm,
    ...(keyArn === undefined ? {} : { [`${HEADER}-aws-kms-key-id`]: keyArn }),
    ...(bucketKey ? { [`${HEADER}-bucket-key-enabled`]: "true" } : {}),
  };
}

/** Makes and opens the data keys of objects: by KMS with the caller's own rights, or, for AES256, with a key of S3 itself. */
export class ObjectKeys {
  readonly #cloud: CloudContext;
  readonly #ownKey: Buffer;

  constructor(cloud: CloudContext, folder: string) {
    this.#cloud = cloud;
    const path = join(folder, "sse-s3.key");
    if (!existsSync(path)) {
      writeFileSync(`${path}.tmp`, randomBytes(32), { mode: 0o600, flush: true });
      renameSync(`${path}.tmp`, path);
    }
    this.#ownKey = readFileSync(path);
  }

  /** A data key for a new object. */
  async create(choice: EncryptionChoice, bucket: Bucket, key: string, caller: Caller) {
    if (choice.algorithm === "AES256") {
      const dataKey = randomBytes(32);
      return { dataKey, encryption: { algorithm: "AES256", wrappedKey: this.#wrapOwn(dataKey) } as ObjectEncryption };
    }
    const arn = choice.bucketKey ? bucket.arn : `${bucket.arn}/${key}`;
    const context = { ...choice.extraContext, "aws:s3:arn": arn };
    const { keyId, bucketKey } = choice;
    const made = await this.#kms((kms, viaService) =>
      kms.generateDataKey({ keyId, encryptionContext: context, caller, viaService }),
    );
    const wrappedKey = made.ciphertext.toString("base64");
    const encryption: ObjectEncryption = { algorithm: "aws:kms", keyArn: made.keyArn, bucketKey, context, wrappedKey };
    return { dataKey: made.plaintext, encryption };
  }

  /** The data key of a stored object. */
  async open({ algorithm, wrappedKey, context = {} }: ObjectEncryption, caller: Caller): Promise<Buffer> {
    const ciphertext = Buffer.from(wrappedKey, "base64");
    if (algorithm === "AES256") return this.#openOwn(ciphertext);
    return await this.#kms((kms, viaService) =>
      kms.decrypt({ ciphertext, encryptionContext: context, caller, viaService }),
    );
  }

  async #kms<T>(use: (kms: Kms, viaService: string) => Promise<T>): Promise<T> {
    try {
      return await use(this.#cloud.service<Kms>("kms"), `s3.${this.#cloud.deployment.region}.amazonaws.com`);
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code === "AccessDenied") throw error;
      throw new ServiceError(`KMS.${error.code}`, error.message, 400);
    }
  }

  #wrapOwn(dataKey: Buffer): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", this.#ownKey, iv);
    return Buffer.concat([iv, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]).toString("base64");
  }

  #openOwn(wrapped: Buffer): Buffer {
    const decipher = createDecipheriv("aes-256-gcm", this.#ownKey, wrapped.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(wrapped.subarray(-16));
    return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
  }
}
