import {
  type Caller,
  type CloudContext,
  ServiceError,
  type ServiceRequest,
  type ServiceResponse,
} from "../core/service.ts";
import type { Bucket } from "./bucket-resources.ts";
import type { BucketStore } from "./bucket-store.ts";
import type { ObjectKeys } from "./object-encryption.ts";
import type { UploadStore } from "./upload-store.ts";

/** A bucket with what is stored in it. */
export type OpenBucket = { readonly bucket: Bucket; readonly objects: BucketStore; readonly uploads: UploadStore };

/** What every operation works with. */
export type S3Context = {
  readonly cloud: CloudContext;
  readonly keys: ObjectKeys;
  readonly buckets: ReadonlyMap<string, OpenBucket>;
};

/** A request whose path was read; `key` is empty for requests about a bucket. */
export type S3Request = ServiceRequest & OpenBucket & { readonly key: string };

/** One operation of the REST API. */
export type Operation = (context: S3Context, request: S3Request) => Promise<ServiceResponse>;

/** A bucket by name; NoSuchBucket otherwise. */
export function findBucket({ buckets }: Pick<S3Context, "buckets">, name: string): OpenBucket {
  const found = buckets.get(name);
  if (!found) throw new ServiceError("NoSuchBucket", "The specified bucket does not exist", 404, { BucketName: name });
  return found;
}

/** Request headers that policies can name as `s3:<header>`. */
const conditionHeaders = [
  "x-amz-server-side-encryption",
  "x-amz-server-side-encryption-aws-kms-key-id",
  "x-amz-copy-source",
  "x-amz-metadata-directive",
  "x-amz-content-sha256",
  "if-none-match",
  "if-match",
];

/** One permission question about a bucket or, with a key, an object. */
type Question = {
  readonly caller: Caller;
  readonly action: string;
  readonly bucket: Bucket;
  readonly key?: string;
  readonly context?: Readonly<Record<string, string>>;
};

/** Throws AccessDenied unless role and bucket policy let the caller. */
export function authorize({ cloud }: S3Context, { caller, action, bucket, key, context }: Question): void {
  const resource = key === undefined ? bucket.arn : `${bucket.arn}/${key}`;
  const account = cloud.deployment.accountId;
  const facts = { "s3:ResourceAccount": account, "aws:ResourceAccount": account, ...context };
  cloud.authorize({ caller, action, resource, context: facts, resourcePolicy: bucket.policy });
}

/** The condition keys a signed request brings. */
export function requestFacts({ headers, query }: ServiceRequest): Record<string, string> {
  const given = conditionHeaders.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[`s3:${name}`, value] as const];
  });
  return {
    "s3:authType": query.has("X-Amz-Signature") ? "REST-QUERY-STRING" : "REST-HEADER",
    "s3:signatureversion": "AWS4-HMAC-SHA256",
    "s3:TlsVersion": "1.3",
    ...Object.fromEntries(given),
  };
}

/** Asks for one action on the request's object. */
export function authorizeObject(context: S3Context, action: string, request: S3Request): void {
  const { caller, bucket, key } = request;
  authorize(context, { caller, action, bucket, key, context: requestFacts(request) });
}

/** The error of a missing object: who may not list the bucket is not told that it is missing. */
export function missingKey(context: S3Context, request: S3Request): ServiceError {
  const { caller, bucket, key } = request;
  authorize(context, { caller, action: "s3:ListBucket", bucket, context: requestFacts(request) });
  return new ServiceError("NoSuchKey", "The specified key does not exist.", 404, { Key: key });
}
