import { createHash } from "node:crypto";
import { ServiceError, type ServiceRequest } from "../core/service.ts";
import { decodeAwsChunked } from "./aws-chunked.ts";
import { checksumAlgorithms, checksumHeader, checksumOf } from "./checksums.ts";
import type { Checksum, ChecksumAlgorithm } from "./object-record.ts";

/** A request's bytes once every length and checksum sent with them was found right. */
type VerifiedBody = { readonly body: Buffer; readonly checksum?: Checksum };

type Sent = { readonly payload: Buffer; readonly fields: Readonly<Record<string, string>> };

/** Headers of this name start carry no checksum of the body. */
const aboutChecksums = new Set(["x-amz-checksum-algorithm", "x-amz-checksum-mode", "x-amz-checksum-type"]);

function unwrapPayload({ headers, body }: ServiceRequest): Sent {
  if (headers["x-amz-content-sha256"] !== "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
    return { payload: body, fields: headers };
  const { payload, trailers } = decodeAwsChunked(body);
  for (const name of (headers["x-amz-trailer"] ?? "").split(",").filter(Boolean)) {
    if (trailers[name.trim().toLowerCase()] === undefined)
      throw new ServiceError("MalformedTrailerError", `The trailer ${name.trim()} was announced and did not come.`);
  }
  return { payload, fields: { ...headers, ...trailers } };
}

function checkLength({ headers }: ServiceRequest, payload: Buffer): void {
  const streamed = headers["x-amz-content-sha256"]?.startsWith("STREAMING-");
  const length = streamed ? headers["x-amz-decoded-content-length"] : headers["content-length"];
  if (length === undefined && (streamed || headers["transfer-encoding"] !== undefined))
    throw new ServiceError("MissingContentLength", "You must provide the Content-Length HTTP header.", 411);
  if (length !== undefined && Number(length) !== payload.length)
    throw new ServiceError(
      "IncompleteBody",
      "You did not provide the number of bytes specified by the Content-Length HTTP header",
    );
}

function checkMd5(md5: string | undefined, payload: Buffer): void {
  if (md5 === undefined) return;
  const bytes = Buffer.from(md5, "base64");
  if (bytes.length !== 16) throw new ServiceError("InvalidDigest", "The Content-MD5 you specified was invalid.");
  if (!createHash("md5").update(payload).digest().equals(bytes))
    throw new ServiceError("BadDigest", "The Content-MD5 you specified did not match what we received.");
}

/** The one checksum among the fields, with its algorithm. */
export function sentChecksum(
  fields: Readonly<Record<string, string>>,
): { algorithm: ChecksumAlgorithm; value: string } | undefined {
  const names = Object.keys(fields).filter((name) => name.startsWith("x-amz-checksum-") && !aboutChecksums.has(name));
  const [name] = names;
  if (name === undefined) return undefined;
  if (names.length > 1)
    throw new ServiceError(
      "InvalidRequest",
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    );
  const algorithm = checksumAlgorithms.find((known) => checksumHeader(known) === name);
  if (!algorithm) throw new ServiceError("NotImplemented", `the local S3 does not know the checksum ${name}`, 501);
  return { algorithm, value: fields[name] ?? "" };
}

function checkSum(fields: Sent["fields"], payload: Buffer): Checksum | undefined {
  const sent = sentChecksum(fields);
  if (!sent) {
    if (fields["x-amz-sdk-checksum-algorithm"] === undefined) return undefined;
    const message =
      "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.";
    throw new ServiceError("InvalidRequest", message);
  }
  if (checksumOf(sent.algorithm, payload) !== sent.value)
    throw new ServiceError("BadDigest", `The ${sent.algorithm} you specified did not match the calculated checksum.`);
  return { ...sent, type: "FULL_OBJECT" };
}

/** The payload without its chunk framing; refuses a wrong length, Content-MD5 or checksum. */
export function verifiedBody(request: ServiceRequest): VerifiedBody {
  const { payload, fields } = unwrapPayload(request);
  checkLength(request, payload);
  checkMd5(request.headers["content-md5"], payload);
  const checksum = checkSum(fields, payload);
  return checksum ? { body: payload, checksum } : { body: payload };
}
