import { ServiceError } from "../../core/service.ts";
import { sentChecksum, verifiedBody } from "../request-body.ts";
import { authorizeObject, type Operation, type S3Context, type S3Request } from "../s3-context.ts";
import { childrenOf, childText, readXml, xmlDocument } from "../xml.ts";

const MOST_KEYS = 1000;

/** Deletes one object; one that is not there is no error. */
export const deleteObject: Operation = async (context, request) => {
  authorizeObject(context, "s3:DeleteObject", request);
  if (request.headers["if-match"] !== undefined)
    throw new ServiceError("NotImplemented", "the local S3 does not delete conditionally", 501);
  await request.objects.delete(request.key);
  return { status: 204 };
};

function readKeys(request: S3Request): { keys: readonly string[]; quiet: boolean } {
  const { body, checksum } = verifiedBody(request);
  const proven = checksum ?? sentChecksum(request.headers) ?? request.headers["content-md5"];
  if (proven === undefined)
    throw new ServiceError(
      "InvalidRequest",
      "Missing required header for this request: Content-MD5 OR x-amz-checksum-*",
    );
  const root = readXml(body, "Delete");
  const keys = childrenOf(root, "Object").map((object) => {
    const unknown = object.children.find(({ name }) => name !== "Key");
    if (unknown) throw new ServiceError("NotImplemented", `the local S3 does not delete by ${unknown.name}`, 501);
    return childText(object, "Key") ?? "";
  });
  if (keys.length > MOST_KEYS || keys.includes(""))
    throw new ServiceError("MalformedXML", `a delete request names from one to ${MOST_KEYS} keys`);
  return { keys, quiet: childText(root, "Quiet") === "true" };
}

async function deleteOne(context: S3Context, request: S3Request, key: string) {
  try {
    authorizeObject(context, "s3:DeleteObject", { ...request, key });
    await request.objects.delete(key);
    return { Deleted: { Key: key } };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { Error: { Key: key, Code: error.code, Message: error.message } };
  }
}

/** Deletes up to 1,000 objects, each with its own outcome. */
export const deleteObjects: Operation = async (context, request) => {
  const { keys, quiet } = readKeys(request);
  const outcomes = await Promise.all(keys.map((key) => deleteOne(context, request, key)));
  const deleted = outcomes.flatMap(({ Deleted }) => (Deleted && !quiet ? [Deleted] : []));
  const body = xmlDocument("DeleteResult", {
    Deleted: deleted,
    Error: outcomes.flatMap((outcome) => outcome.Error ?? []),
  });
  return { status: 200, headers: { "content-type": "application/xml" }, body };
};
