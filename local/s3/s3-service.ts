import { join } from "node:path";
import type { ServiceResponse } from "../core/service.ts";
import { type CloudContext, ServiceError, type ServiceModule, type ServiceRequest } from "../core/service.ts";
import { declaredBuckets, s3ResourceTypes } from "./bucket-resources.ts";
import { BucketStore } from "./bucket-store.ts";
import { ObjectKeys } from "./object-encryption.ts";
import { readAttributes, refuseUnknownHeaders } from "./object-headers.ts";
import { findRoute, routes } from "./routes.ts";
import type { S3, ServicePut } from "./s3.ts";
import { authorize, findBucket, type OpenBucket, type S3Context } from "./s3-context.ts";
import { storeObject } from "./store-object.ts";
import { UploadStore } from "./upload-store.ts";
import { xmlDocument } from "./xml.ts";

/** Every operation the local S3 answers; any other is refused by name. */
export const operations: readonly string[] = routes.map(({ name }) => name);

function readPath(path: string): { bucketName: string; key: string } {
  const [, bucketName = "", key = ""] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  try {
    return { bucketName, key: decodeURIComponent(key) };
  } catch {
    throw new ServiceError("InvalidURI", "Couldn't parse the specified URI.");
  }
}

/** A presigned URL may carry headers as query parameters. */
function withQueryHeaders(request: ServiceRequest): ServiceRequest {
  const signature = /^x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token)$/i;
  const hoisted = [...request.query].filter(([name]) => /^x-amz-/i.test(name) && !signature.test(name));
  const headers = Object.fromEntries(hoisted.map(([name, value]) => [name.toLowerCase(), value]));
  return { ...request, headers: { ...headers, ...request.headers } };
}

class S3Service implements S3 {
  readonly signingName = "s3";
  readonly #context: S3Context;

  constructor(context: S3Context) {
    this.#context = context;
  }

  async handle(given: ServiceRequest): Promise<ServiceResponse> {
    const request = withQueryHeaders(given);
    const { bucketName, key } = readPath(request.path);
    if (bucketName === "") throw new ServiceError("NotImplemented", "the local S3 does not list buckets", 501);
    const { operation } = findRoute(request, key === "" ? "bucket" : "object");
    refuseUnknownHeaders(request.headers);
    const open = findBucket(this.#context, bucketName);
    const owner = request.headers["x-amz-expected-bucket-owner"] ?? this.#context.cloud.deployment.accountId;
    if (owner !== this.#context.cloud.deployment.accountId)
      throw new ServiceError("AccessDenied", "Access Denied", 403);
    return await operation(this.#context, { ...request, ...open, key });
  }

  fail(error: ServiceError, request: ServiceRequest): ServiceResponse {
    const code = error.code === "InternalFailure" ? "InternalError" : error.code;
    const details = Object.entries(error.details).map(([name, value]) => [name, String(value)] as const);
    const body = xmlDocument("Error", {
      Code: code,
      Message: error.message,
      ...Object.fromEntries(details),
      Resource: request.path,
      RequestId: request.requestId,
    });
    return { status: error.status, headers: { "content-type": "application/xml" }, body };
  }

  async putObject({ bucket: name, key, body, caller, contentType, metadata = {} }: ServicePut): Promise<void> {
    const open = findBucket(this.#context, name);
    const { bucket } = open;
    authorize(this.#context, { caller, action: "s3:PutObject", bucket, key });
    const named = Object.entries(metadata).map(([header, value]) => [`x-amz-meta-${header.toLowerCase()}`, value]);
    const attributes = readAttributes({
      ...Object.fromEntries(named),
      ...(contentType && { "content-type": contentType }),
    });
    if (caller.kind === "service") await this.#proveDecrypt(open, key, caller);
    const precondition = () => {};
    await storeObject(this.#context, {
      ...open,
      key,
      body,
      caller,
      attributes,
      choice: bucket.encryption,
      precondition,
    });
  }

  /** A service writes large objects in parts, which takes the right to decrypt; on AWS its lack shows only with the first large one. */
  async #proveDecrypt({ bucket }: OpenBucket, key: string, caller: ServicePut["caller"]): Promise<void> {
    const { keys } = this.#context;
    const { encryption } = await keys.create(bucket.encryption, bucket, key, caller);
    await keys.open(encryption, caller);
  }

  async close(): Promise<void> {}
}

/** The local S3. */
export const s3Module: ServiceModule = {
  signingName: "s3",
  resourceTypes: s3ResourceTypes,
  async create(cloud: CloudContext) {
    const folder = cloud.stateFolder("s3");
    const buckets = new Map<string, OpenBucket>();
    for (const [name, bucket] of declaredBuckets(cloud.resources)) {
      const objects = await BucketStore.open(join(folder, name, "objects"));
      buckets.set(name, { bucket, objects, uploads: new UploadStore(join(folder, name, "uploads")) });
    }
    return new S3Service({ cloud, keys: new ObjectKeys(cloud, folder), buckets });
  },
};
