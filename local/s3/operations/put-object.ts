import { chooseEncryption, encryptionHeaders } from "../object-encryption.ts";
import { checksumHeaders, etagHeader, readAttributes } from "../object-headers.ts";
import { writePrecondition } from "../preconditions.ts";
import { verifiedBody } from "../request-body.ts";
import { authorizeObject, type Operation } from "../s3-context.ts";
import { storeObject } from "../store-object.ts";

/** Stores the body under the key. */
export const putObject: Operation = async (context, request) => {
  authorizeObject(context, "s3:PutObject", request);
  if (request.headers["if-match"] !== undefined) authorizeObject(context, "s3:GetObject", request);
  const { headers, bucket } = request;
  const record = await storeObject(context, {
    ...request,
    ...verifiedBody(request),
    attributes: readAttributes(headers),
    choice: chooseEncryption(headers, bucket),
    precondition: writePrecondition(headers),
  });
  const answer = { ...etagHeader(record.etag), ...encryptionHeaders(record.encryption) };
  return { status: 200, headers: { ...answer, ...checksumHeaders(record.checksum) } };
};
