import { ServiceError } from "../../core/service.ts";
import { chooseEncryption, encryptionHeaders } from "../object-encryption.ts";
import { readAttributes } from "../object-headers.ts";
import type { ObjectRecord } from "../object-record.ts";
import { writePrecondition } from "../preconditions.ts";
import {
  authorizeObject,
  findBucket,
  missingKey,
  type Operation,
  type S3Context,
  type S3Request,
} from "../s3-context.ts";
import { changedAt, checkKey, newEtag, newSalt } from "../store-object.ts";
import { xmlDocument } from "../xml.ts";

function sourceOf(context: S3Context, request: S3Request): S3Request {
  const [path = "", version] = (request.headers["x-amz-copy-source"] ?? "").split("?", 2);
  if (version !== undefined) throw new ServiceError("NotImplemented", "the local S3 keeps no versions", 501);
  const match = /^\/?([^/]+)\/(.+)$/s.exec(decodeURIComponent(path));
  if (!match) throw new ServiceError("InvalidArgument", "Copy Source must mention the source bucket and key");
  const [, bucket = "", key = ""] = match;
  return { ...request, ...findBucket(context, bucket), key };
}

function replaces({ headers }: S3Request): boolean {
  const directive = headers["x-amz-metadata-directive"] ?? "COPY";
  if (directive !== "COPY" && directive !== "REPLACE")
    throw new ServiceError("InvalidArgument", `Unknown metadata directive: ${directive}`);
  return directive === "REPLACE";
}

function refuseNoChange(source: S3Request, request: S3Request): void {
  const same = source.bucket.name === request.bucket.name && source.key === request.key;
  if (!same || replaces(request) || request.headers["x-amz-server-side-encryption"] !== undefined) return;
  throw new ServiceError(
    "InvalidRequest",
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );
}

async function copy(context: S3Context, source: S3Request, request: S3Request): Promise<ObjectRecord> {
  const { headers, bucket, key, caller, objects } = request;
  const file = await source.objects.open(source.key);
  if (!file) throw missingKey(context, source);
  try {
    const sourceKey = await context.keys.open(file.head.encryption, caller);
    const choice = chooseEncryption(headers, bucket);
    const { dataKey, encryption } = await context.keys.create(choice, bucket, key, caller);
    const { size, checksum, attributes, etag } = file.head;
    const kept = file.head.encryption.algorithm === "AES256" && choice.algorithm === "AES256";
    const record: ObjectRecord = {
      key,
      size,
      encryption,
      checksum,
      etag: kept ? etag : newEtag("aws:kms", Buffer.alloc(0)),
      lastModified: changedAt(context),
      salt: newSalt(),
      attributes: replaces(request) ? readAttributes(headers) : attributes,
    };
    await objects.put({ record, dataKey, content: file.read(sourceKey) }, writePrecondition(headers));
    return record;
  } finally {
    await file.close();
  }
}

/** Copies an object, with its metadata or with new ones; the caller needs both keys. */
export const copyObject: Operation = async (context, request) => {
  const source = sourceOf(context, request);
  authorizeObject(context, "s3:GetObject", source);
  authorizeObject(context, "s3:PutObject", request);
  checkKey(request.key);
  refuseNoChange(source, request);
  const { etag, lastModified, checksum, encryption } = await copy(context, source, request);
  const body = xmlDocument("CopyObjectResult", {
    ETag: `"${etag}"`,
    LastModified: lastModified.toISOString(),
    ...(checksum ? { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type } : {}),
  });
  return { status: 200, headers: { "content-type": "application/xml", ...encryptionHeaders(encryption) }, body };
};
