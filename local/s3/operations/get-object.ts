import type { ServiceResponse } from "../../core/service.ts";
import { checksumHeaders, objectHeaders } from "../object-headers.ts";
import type { ObjectRecord } from "../object-record.ts";
import { readPrecondition } from "../preconditions.ts";
import { type Range, readRange } from "../range.ts";
import { authorizeObject, missingKey, type Operation, type S3Context, type S3Request } from "../s3-context.ts";
import type { SealedFile } from "../sealed-file.ts";

/** Query parameters of a read that replace headers of the answer. */
export const responseOverrides: Readonly<Record<string, string>> = {
  "response-content-type": "content-type",
  "response-content-disposition": "content-disposition",
  "response-content-encoding": "content-encoding",
  "response-content-language": "content-language",
  "response-cache-control": "cache-control",
  "response-expires": "expires",
};

const wantsChecksum = ({ headers }: S3Request): boolean => headers["x-amz-checksum-mode"]?.toUpperCase() === "ENABLED";

function answer(request: S3Request, record: ObjectRecord, range: Range | undefined): ServiceResponse {
  const { start, end } = range ?? { start: 0, end: record.size };
  const overrides = Object.entries(responseOverrides).flatMap(([parameter, header]) => {
    const value = request.query.get(parameter);
    return value === null ? [] : [[header, value] as const];
  });
  const checksum = range === undefined && wantsChecksum(request) ? checksumHeaders(record.checksum) : {};
  return {
    status: range === undefined ? 200 : 206,
    headers: {
      ...objectHeaders(record),
      ...checksum,
      ...Object.fromEntries(overrides),
      ...(range === undefined ? {} : { "content-range": `bytes ${start}-${end - 1}/${record.size}` }),
      "content-length": String(end - start),
    },
  };
}

async function content(context: S3Context, request: S3Request, file: SealedFile<ObjectRecord>, range?: Range) {
  const dataKey = await context.keys.open(file.head.encryption, request.caller);
  const pieces: Buffer[] = [];
  for await (const piece of file.read(dataKey, range?.start, range?.end)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function notModified(record: ObjectRecord): ServiceResponse {
  const { etag = "", "last-modified": lastModified = "" } = objectHeaders(record);
  return { status: 304, headers: { etag, "last-modified": lastModified } };
}

/** An object's bytes, whole or one range. */
export const getObject: Operation = async (context, request) => {
  authorizeObject(context, "s3:GetObject", request);
  const file = await request.objects.open(request.key);
  if (!file) throw missingKey(context, request);
  try {
    if (readPrecondition(request.headers, file.head) === "not-modified") return notModified(file.head);
    const range = readRange(request.headers.range, file.head.size);
    return { ...answer(request, file.head, range), body: await content(context, request, file, range) };
  } finally {
    await file.close();
  }
};

/** An object's headers; its checksum needs the right to decrypt. */
export const headObject: Operation = async (context, request) => {
  authorizeObject(context, "s3:GetObject", request);
  const record = request.objects.record(request.key);
  if (!record) throw missingKey(context, request);
  if (readPrecondition(request.headers, record) === "not-modified") return notModified(record);
  if (wantsChecksum(request) && record.checksum) await context.keys.open(record.encryption, request.caller);
  return answer(request, record, readRange(request.headers.range, record.size));
};
