import { ServiceError } from "../../core/service.ts";
import { checksumAlgorithms } from "../checksums.ts";
import { chooseEncryption, encryptionHeaders } from "../object-encryption.ts";
import { checksumHeaders, etagHeader, readAttributes } from "../object-headers.ts";
import type { UploadRecord } from "../object-record.ts";
import { verifiedBody } from "../request-body.ts";
import { authorizeObject, type Operation, type S3Request } from "../s3-context.ts";
import { changedAt, checkKey, newEtag, newSalt } from "../store-object.ts";
import { xmlDocument } from "../xml.ts";

const MOST_PARTS = 10_000;
const xml = { "content-type": "application/xml" };

/** The upload a request names. */
export const namedUpload = ({ uploads, query, key }: S3Request): Promise<UploadRecord> =>
  uploads.find(query.get("uploadId") ?? "", key);

function checksumPlan(headers: S3Request["headers"]): Pick<UploadRecord, "checksumAlgorithm" | "checksumType"> {
  const name = headers["x-amz-checksum-algorithm"];
  if (name === undefined) return {};
  const checksumAlgorithm = checksumAlgorithms.find((known) => known === name);
  if (!checksumAlgorithm)
    throw new ServiceError("NotImplemented", `the local S3 does not know the checksum ${name}`, 501);
  const whole = headers["x-amz-checksum-type"] === "FULL_OBJECT" || checksumAlgorithm === "CRC64NVME";
  if (whole && checksumAlgorithm.startsWith("SHA"))
    throw new ServiceError(
      "InvalidRequest",
      `The FULL_OBJECT checksum type cannot be used with the ${name} checksum algorithm.`,
    );
  return { checksumAlgorithm, checksumType: whole ? "FULL_OBJECT" : "COMPOSITE" };
}

/** Begins an upload; its data key is made here, so that every part needs the right to decrypt. */
export const createMultipartUpload: Operation = async (context, request) => {
  authorizeObject(context, "s3:PutObject", request);
  const { headers, bucket, key, caller, uploads } = request;
  checkKey(key);
  const { encryption } = await context.keys.create(chooseEncryption(headers, bucket), bucket, key, caller);
  const plan = checksumPlan(headers);
  const attributes = readAttributes(headers);
  const uploadId = await uploads.create({ key, initiated: changedAt(context), encryption, attributes, ...plan });
  const body = xmlDocument("InitiateMultipartUploadResult", { Bucket: bucket.name, Key: key, UploadId: uploadId });
  const { checksumAlgorithm = "", checksumType = "" } = plan;
  const checksum = { "x-amz-checksum-algorithm": checksumAlgorithm, "x-amz-checksum-type": checksumType };
  const answer = { ...xml, ...encryptionHeaders(encryption), ...(checksumAlgorithm === "" ? {} : checksum) };
  return { status: 200, headers: answer, body };
};

function partNumberOf({ query }: S3Request): number {
  const partNumber = Number(query.get("partNumber"));
  if (Number.isInteger(partNumber) && partNumber >= 1 && partNumber <= MOST_PARTS) return partNumber;
  throw new ServiceError("InvalidArgument", `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`);
}

/** Stores one part. */
export const uploadPart: Operation = async (context, request) => {
  authorizeObject(context, "s3:PutObject", request);
  const partNumber = partNumberOf(request);
  const upload = await namedUpload(request);
  const { body, checksum } = verifiedBody(request);
  if (upload.checksumAlgorithm && checksum && checksum.algorithm !== upload.checksumAlgorithm)
    throw new ServiceError(
      "InvalidRequest",
      `Checksum Type mismatch occurred, expected checksum Type: ${upload.checksumAlgorithm.toLowerCase()}, actual checksum Type: ${checksum.algorithm.toLowerCase()}`,
    );
  const dataKey = await context.keys.open(upload.encryption, request.caller);
  const etag = newEtag(upload.encryption.algorithm, body);
  const part = { partNumber, size: body.length, etag, checksum, lastModified: changedAt(context), salt: newSalt() };
  await request.uploads.putPart(upload, part, dataKey, body);
  const headers = { ...etagHeader(etag), ...encryptionHeaders(upload.encryption), ...checksumHeaders(checksum) };
  return { status: 200, headers };
};

/** Ends an upload and frees its parts. */
export const abortMultipartUpload: Operation = async (context, request) => {
  authorizeObject(context, "s3:AbortMultipartUpload", request);
  await request.uploads.remove(await namedUpload(request));
  return { status: 204 };
};

function countOf(query: URLSearchParams, name: string, otherwise: number): number {
  const count = Number(query.get(name) ?? otherwise);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new ServiceError("InvalidArgument", `Provided ${name} not an integer or within integer range`);
}

/** The parts that came so far. */
export const listParts: Operation = async (context, request) => {
  authorizeObject(context, "s3:ListMultipartUploadParts", request);
  const { query, bucket, key, uploads } = request;
  const upload = await namedUpload(request);
  const marker = countOf(query, "part-number-marker", 0);
  const maxParts = Math.min(countOf(query, "max-parts", 1000), 1000);
  const waiting = (await uploads.parts(upload)).filter(({ partNumber }) => partNumber > marker);
  const page = waiting.slice(0, maxParts);
  const body = xmlDocument("ListPartsResult", {
    Bucket: bucket.name,
    Key: key,
    UploadId: upload.uploadId,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.partNumber ?? 0,
    MaxParts: maxParts,
    IsTruncated: waiting.length > page.length,
    StorageClass: "STANDARD",
    Part: page.map(({ partNumber, lastModified, etag, size, checksum }) => ({
      PartNumber: partNumber,
      LastModified: lastModified.toISOString(),
      ETag: `"${etag}"`,
      Size: size,
      ...(checksum ? { [`Checksum${checksum.algorithm}`]: checksum.value } : {}),
    })),
  });
  return { status: 200, headers: xml, body };
};
