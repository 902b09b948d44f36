import { ServiceError } from "../core/service.ts";
import { checksumHeader } from "./checksums.ts";
import { encryptionHeaders } from "./object-encryption.ts";
import type { Checksum, ObjectAttributes, ObjectRecord } from "./object-record.ts";

type Headers = Readonly<Record<string, string>>;

const METADATA = "x-amz-meta-";
const LARGEST_METADATA = 2048;
const keptHeaders = ["cache-control", "content-disposition", "content-encoding", "content-language", "expires"];

/** Headers whose silent loss would surprise: they are refused by name. */
const refusedHeaders = [
  /^x-amz-server-side-encryption-customer-/,
  /^x-amz-copy-source-(if|range|server)/,
  /^x-amz-(tagging|grant|object-lock|website|mfa|write-offset|if-match)/,
];
const onlyDefault: Headers = { "x-amz-acl": "private", "x-amz-storage-class": "STANDARD" };

/** Throws NotImplemented for a header that asks for what the local S3 does not do. */
export function refuseUnknownHeaders(headers: Headers): void {
  for (const [name, value] of Object.entries(headers)) {
    const other = onlyDefault[name] !== undefined && onlyDefault[name] !== value;
    if (other || refusedHeaders.some((pattern) => pattern.test(name)))
      throw new ServiceError("NotImplemented", `the local S3 does not know the header ${name}`, 501, { Header: name });
  }
}

/** Content type, kept headers and metadata of a new object. */
export function readAttributes(headers: Headers): ObjectAttributes {
  const kept = keptHeaders.flatMap((name) => {
    const value = name === "content-encoding" ? withoutChunking(headers[name]) : headers[name];
    return value ? [[name, value] as const] : [];
  });
  const metadata = Object.entries(headers)
    .filter(([name]) => name.startsWith(METADATA))
    .map(([name, value]) => [name.slice(METADATA.length), value] as const);
  if (metadata.reduce((sum, [name, value]) => sum + name.length + value.length, 0) > LARGEST_METADATA)
    throw new ServiceError("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
  return {
    contentType: headers["content-type"] || "binary/octet-stream",
    headers: Object.fromEntries(kept),
    metadata: Object.fromEntries(metadata),
  };
}

/** `aws-chunked` is how the body travelled, not what it is. */
function withoutChunking(encoding: string | undefined): string | undefined {
  const encodings = encoding?.split(",").map((name) => name.trim());
  return encodings?.filter((name) => name !== "aws-chunked").join(",");
}

/** The headers of an object's answer; the length is the caller's. */
export function objectHeaders({ etag, lastModified, attributes, encryption }: ObjectRecord): Record<string, string> {
  const metadata = Object.entries(attributes.metadata).map(([name, value]) => [METADATA + name, value] as const);
  return {
    "content-type": attributes.contentType,
    ...attributes.headers,
    ...Object.fromEntries(metadata),
    ...encryptionHeaders(encryption),
    ...etagHeader(etag),
    "last-modified": lastModified.toUTCString(),
    "accept-ranges": "bytes",
  };
}

/** The ETag as a header. */
export const etagHeader = (etag: string): Headers => ({ etag: `"${etag}"` });

/** The checksum as headers. */
export function checksumHeaders(checksum: Checksum | undefined): Headers {
  if (!checksum) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, "x-amz-checksum-type": checksum.type };
}
