import { ServiceError, type ServiceRequest } from "../core/service.ts";
import { completeMultipartUpload } from "./operations/complete-multipart-upload.ts";
import { copyObject } from "./operations/copy-object.ts";
import { deleteObject, deleteObjects } from "./operations/delete-objects.ts";
import { getObject, headObject, responseOverrides } from "./operations/get-object.ts";
import { headBucket, listObjectsV2, listParameters } from "./operations/list-objects.ts";
import { abortMultipartUpload, createMultipartUpload, listParts, uploadPart } from "./operations/multipart-upload.ts";
import { putObject } from "./operations/put-object.ts";
import type { Operation } from "./s3-context.ts";

/** How an operation is told apart: method, bucket or object, the query it needs and may have, whether it copies. */
type Route = {
  readonly name: string;
  readonly method: string;
  readonly of: "bucket" | "object";
  readonly needs: readonly string[];
  readonly may?: readonly string[];
  readonly copies?: true;
  readonly operation: Operation;
};

const overrides = Object.keys(responseOverrides);
const uploadId = ["uploadId"];

/** Every operation of the local S3. */
export const routes: readonly Route[] = [
  { name: "PutObject", method: "PUT", of: "object", needs: [], operation: putObject },
  { name: "CopyObject", method: "PUT", of: "object", needs: [], copies: true, operation: copyObject },
  { name: "GetObject", method: "GET", of: "object", needs: [], may: overrides, operation: getObject },
  { name: "HeadObject", method: "HEAD", of: "object", needs: [], may: overrides, operation: headObject },
  { name: "DeleteObject", method: "DELETE", of: "object", needs: [], operation: deleteObject },
  { name: "DeleteObjects", method: "POST", of: "bucket", needs: ["delete"], operation: deleteObjects },
  {
    name: "ListObjectsV2",
    method: "GET",
    of: "bucket",
    needs: ["list-type"],
    may: listParameters,
    operation: listObjectsV2,
  },
  { name: "HeadBucket", method: "HEAD", of: "bucket", needs: [], operation: headBucket },
  { name: "CreateMultipartUpload", method: "POST", of: "object", needs: ["uploads"], operation: createMultipartUpload },
  { name: "UploadPart", method: "PUT", of: "object", needs: ["partNumber", "uploadId"], operation: uploadPart },
  {
    name: "CompleteMultipartUpload",
    method: "POST",
    of: "object",
    needs: uploadId,
    operation: completeMultipartUpload,
  },
  { name: "AbortMultipartUpload", method: "DELETE", of: "object", needs: uploadId, operation: abortMultipartUpload },
  {
    name: "ListParts",
    method: "GET",
    of: "object",
    needs: uploadId,
    may: ["max-parts", "part-number-marker"],
    operation: listParts,
  },
];

/** `x-id` only names the operation; the others belong to a presigned URL. */
const ignorable = (name: string): boolean => name === "x-id" || /^x-amz-/i.test(name);

/** The one operation a request asks for; NotImplemented otherwise. */
export function findRoute({ method, query, headers }: ServiceRequest, of: Route["of"]): Route {
  const names = [...new Set(query.keys())].filter((name) => !ignorable(name));
  const copies = headers["x-amz-copy-source"] !== undefined;
  const found = routes.find(
    (route) =>
      route.method === method &&
      route.of === of &&
      (route.copies ?? false) === copies &&
      route.needs.every((name) => names.includes(name)) &&
      names.every((name) => route.needs.includes(name) || route.may?.includes(name)),
  );
  if (found) return found;
  const asked = query.get("x-id") ?? `${method} on ${of === "object" ? "an object" : "a bucket"} with [${names}]`;
  throw new ServiceError("NotImplemented", `the local S3 has no operation "${asked}"`, 501);
}
