import { ServiceError } from "../../core/service.ts";
import { type ListRequest, listPage } from "../listing.ts";
import type { ObjectRecord } from "../object-record.ts";
import { authorize, type Operation, requestFacts, type S3Request } from "../s3-context.ts";
import { xmlDocument } from "../xml.ts";

const MOST_KEYS = 1000;

/** The query parameters a listing reads. */
export const listParameters = [
  "prefix",
  "delimiter",
  "max-keys",
  "start-after",
  "continuation-token",
  "encoding-type",
  "fetch-owner",
];

function readRequest(query: URLSearchParams): ListRequest {
  const maxKeys = Number(query.get("max-keys") ?? MOST_KEYS);
  if (!Number.isInteger(maxKeys) || maxKeys < 0)
    throw new ServiceError("InvalidArgument", "Provided max-keys not an integer or within integer range");
  return {
    prefix: query.get("prefix") ?? "",
    delimiter: query.get("delimiter") ?? "",
    maxKeys: Math.min(maxKeys, MOST_KEYS),
    startAfter: query.get("start-after") ?? "",
    token: query.get("continuation-token") ?? undefined,
  };
}

function authorizeList(context: Parameters<Operation>[0], request: S3Request): void {
  const asked = ["prefix", "delimiter", "max-keys"].flatMap((name) => {
    const value = request.query.get(name);
    return value === null ? [] : [[`s3:${name}`, value] as const];
  });
  const { caller, bucket } = request;
  const facts = { ...requestFacts(request), ...Object.fromEntries(asked) };
  authorize(context, { caller, action: "s3:ListBucket", bucket, context: facts });
}

function contentOf(record: ObjectRecord, encode: (text: string) => string, owner: string | undefined) {
  return {
    Key: encode(record.key),
    LastModified: record.lastModified.toISOString(),
    ETag: `"${record.etag}"`,
    ChecksumAlgorithm: record.checksum?.algorithm,
    ChecksumType: record.checksum?.type,
    Size: record.size,
    StorageClass: "STANDARD",
    Owner: owner === undefined ? undefined : { ID: owner },
  };
}

/** A page of the bucket's keys. */
export const listObjectsV2: Operation = async (context, request) => {
  authorizeList(context, request);
  const { query, bucket } = request;
  const asked = readRequest(query);
  const { contents, prefixes, next } = listPage(request.objects.records(), asked);
  const encode = (text: string) =>
    query.get("encoding-type") === "url" ? encodeURIComponent(text).replaceAll("%2F", "/") : text;
  const owner = query.get("fetch-owner") === "true" ? context.cloud.deployment.accountId : undefined;
  const body = xmlDocument("ListBucketResult", {
    Name: bucket.name,
    Prefix: encode(asked.prefix),
    Delimiter: asked.delimiter === "" ? undefined : encode(asked.delimiter),
    StartAfter: asked.startAfter === "" ? undefined : encode(asked.startAfter),
    EncodingType: query.get("encoding-type") ?? undefined,
    ContinuationToken: asked.token,
    NextContinuationToken: next,
    KeyCount: contents.length + prefixes.length,
    MaxKeys: asked.maxKeys,
    IsTruncated: next !== undefined,
    Contents: contents.map((record) => contentOf(record, encode, owner)),
    CommonPrefixes: prefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  });
  return { status: 200, headers: { "content-type": "application/xml" }, body };
};

/** Tells whether the bucket is there for the caller. */
export const headBucket: Operation = async (context, request) => {
  const { caller, bucket } = request;
  authorize(context, { caller, action: "s3:ListBucket", bucket, context: requestFacts(request) });
  return { status: 200, headers: { "x-amz-bucket-region": context.cloud.deployment.region } };
};
