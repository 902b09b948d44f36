import { ServiceError } from "../../core/service.ts";
import { checksumHeader, compositeChecksum, startChecksum } from "../checksums.ts";
import { encryptionHeaders } from "../object-encryption.ts";
import type { Checksum, ObjectRecord, PartRecord, UploadRecord } from "../object-record.ts";
import { writePrecondition } from "../preconditions.ts";
import { authorizeObject, type Operation, type S3Request } from "../s3-context.ts";
import { changedAt, newEtag, newSalt } from "../store-object.ts";
import { childrenOf, childText, type Element, readXml, xmlDocument } from "../xml.ts";
import { namedUpload } from "./multipart-upload.ts";

const SMALLEST_PART = 5 * 1024 * 1024;

const invalidPart = (): ServiceError =>
  new ServiceError(
    "InvalidPart",
    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
  );

function matchPart(element: Element, stored: ReadonlyMap<number, PartRecord>): PartRecord {
  const part = stored.get(Number(childText(element, "PartNumber")));
  if (!part || childText(element, "ETag")?.replaceAll('"', "") !== part.etag) throw invalidPart();
  for (const { name, text } of element.children.filter((child) => child.name.startsWith("Checksum"))) {
    if (name !== `Checksum${part.checksum?.algorithm}` || text !== part.checksum?.value) throw invalidPart();
  }
  return part;
}

/** The parts the request lists, proven to be the stored ones, in order and large enough. */
function chooseParts(body: Buffer, stored: readonly PartRecord[]): readonly PartRecord[] {
  const byNumber = new Map(stored.map((part) => [part.partNumber, part]));
  const parts = childrenOf(readXml(body, "CompleteMultipartUpload"), "Part").map((part) => matchPart(part, byNumber));
  for (const [index, part] of parts.entries()) {
    const following = parts[index + 1];
    if (!following) break;
    if (following.partNumber <= part.partNumber)
      throw new ServiceError(
        "InvalidPartOrder",
        "The list of parts was not in ascending order. Parts must be ordered by part number.",
      );
    if (part.size < SMALLEST_PART)
      throw new ServiceError("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
  }
  return parts;
}

async function wholeChecksum(
  request: S3Request,
  upload: UploadRecord,
  parts: readonly PartRecord[],
  dataKey: Buffer,
): Promise<Checksum | undefined> {
  const { checksumAlgorithm: algorithm, checksumType } = upload;
  if (!algorithm) return undefined;
  if (checksumType === "COMPOSITE") {
    const values = parts.map(({ checksum }) => checksum?.value);
    if (values.includes(undefined)) throw invalidPart();
    return compositeChecksum(algorithm, values as string[]);
  }
  const running = startChecksum(algorithm);
  for await (const bytes of request.uploads.read(upload, parts, dataKey)) running.update(bytes);
  return { algorithm, value: running.digest().toString("base64"), type: "FULL_OBJECT" };
}

function checkSent({ headers }: S3Request, checksum: Checksum | undefined, size: number): void {
  const sent = checksum && headers[checksumHeader(checksum.algorithm)];
  const length = headers["x-amz-mp-object-size"];
  if (sent !== undefined && sent !== checksum?.value)
    throw new ServiceError(
      "BadDigest",
      `The ${checksum?.algorithm} you specified did not match the calculated checksum.`,
    );
  if (length !== undefined && Number(length) !== size)
    throw new ServiceError(
      "InvalidRequest",
      "The provided 'x-amz-mp-object-size' header does not match what was computed.",
    );
}

function etagOf({ encryption }: UploadRecord, parts: readonly PartRecord[]): string {
  const tags = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, "hex")));
  return `${newEtag(encryption.algorithm, tags)}-${parts.length}`;
}

/** Makes the object of the listed parts; until then nothing is seen of it. */
export const completeMultipartUpload: Operation = async (context, request) => {
  authorizeObject(context, "s3:PutObject", request);
  const { key, uploads, objects, bucket, headers, caller } = request;
  const upload = await namedUpload(request);
  const parts = chooseParts(request.body, await uploads.parts(upload));
  const dataKey = await context.keys.open(upload.encryption, caller);
  const checksum = await wholeChecksum(request, upload, parts, dataKey);
  const { encryption, attributes } = upload;
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  checkSent(request, checksum, size);
  const facts = { key, size, encryption, attributes, checksum, lastModified: changedAt(context), salt: newSalt() };
  const record: ObjectRecord = { ...facts, etag: etagOf(upload, parts) };
  await objects.put({ record, dataKey, content: uploads.read(upload, parts, dataKey) }, writePrecondition(headers));
  await uploads.remove(upload);
  const body = xmlDocument("CompleteMultipartUploadResult", {
    Location: `/${bucket.name}/${key}`,
    Bucket: bucket.name,
    Key: key,
    ETag: `"${record.etag}"`,
    ...(checksum ? { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type } : {}),
  });
  return { status: 200, headers: { "content-type": "application/xml", ...encryptionHeaders(encryption) }, body };
};
