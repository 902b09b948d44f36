import type { KeyRing } from "./credentials.ts";
import { type Caller, type Deployment, ServiceError } from "./service.ts";
import {
  type RawRequest,
  readSignature,
  type Signature,
  sha256,
  signatureFits,
  signedAt,
  signedPayload,
} from "./signature.ts";

const skew = 5 * 60_000;
const longestPresign = 7 * 24 * 3600;
const unsignedBodies = new Set(["UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"]);

/** A request whose signature was read but not yet believed. */
export type Claim = { readonly request: RawRequest; readonly signature: Signature };

/** Reads whom a request claims to come from; without any signature there is nothing to dispatch on. */
export function readClaim(request: RawRequest): Claim {
  const signature = readSignature(request);
  if (signature === undefined)
    throw new ServiceError("MissingAuthenticationToken", "Missing Authentication Token", 403);
  return { request, signature };
}

/** Proves the claim and names the caller; throws the error of the service's own protocol. */
export function authenticate(claim: Claim, keys: KeyRing, deployment: Deployment, now: number): Caller {
  const { request, signature } = claim;
  const errors = errorsOf(request, signature);
  const holder = keys.find(signature.accessKeyId);
  if (holder === undefined) throw errors.unknownKey();
  if (holder.credentials.sessionToken !== signature.sessionToken) throw errors.unknownKey();
  checkScope(signature, deployment, errors);
  checkTime(signature, now, errors);
  if (!signature.signedHeaders.includes("host")) throw errors.mismatch();
  if (!signatureFits(request, signature, holder.credentials.secretAccessKey)) throw errors.mismatch();
  checkPayload(request, signature, errors);
  return holder.caller;
}

function checkScope(signature: Signature, { region }: Deployment, errors: Errors): void {
  const { date, timestamp, terminator } = signature;
  if (terminator !== "aws4_request" || !timestamp.startsWith(date)) throw errors.mismatch();
  if (signature.region !== region) throw errors.region(region);
}

function checkTime(signature: Signature, now: number, errors: Errors): void {
  const at = signedAt(signature);
  if (Number.isNaN(at) || at - now > skew) throw errors.skewed();
  if (signature.expires === undefined) {
    if (now - at > skew) throw errors.skewed();
    return;
  }
  if (!(signature.expires > 0 && signature.expires <= longestPresign)) throw errors.mismatch();
  if (now > at + signature.expires * 1000) throw new ServiceError("AccessDenied", "Request has expired", 403);
}

function checkPayload(request: RawRequest, signature: Signature, errors: Errors): void {
  const declared = signedPayload(request, signature);
  if (signature.service === "s3" && unsignedBodies.has(declared)) return;
  if (declared.startsWith("STREAMING-"))
    throw new ServiceError("NotImplemented", `The payload form ${declared} is not implemented`, 501);
  if (declared !== sha256(request.body)) throw errors.payload();
}

type Errors = {
  unknownKey(): ServiceError;
  mismatch(): ServiceError;
  skewed(): ServiceError;
  payload(): ServiceError;
  region(expected: string): ServiceError;
};

const mismatchText =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

function errorsOf(request: RawRequest, { service }: Signature): Errors {
  if (service === "s3") return s3Errors;
  const query = service === "sns" || (service === "ses" && !request.path.startsWith("/v2/"));
  return query ? queryErrors : jsonErrors(service === "dynamodb" || service === "kms" ? 400 : 403);
}

const s3Errors: Errors = {
  unknownKey: () =>
    new ServiceError("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403),
  mismatch: () =>
    new ServiceError(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
      403,
    ),
  skewed: () =>
    new ServiceError(
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large.",
      403,
    ),
  payload: () =>
    new ServiceError(
      "XAmzContentSHA256Mismatch",
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      400,
    ),
  region: (expected) =>
    new ServiceError(
      "AuthorizationHeaderMalformed",
      `The authorization header is malformed; expecting '${expected}'`,
      400,
    ),
};

const queryErrors: Errors = {
  unknownKey: () =>
    new ServiceError("InvalidClientTokenId", "The security token included in the request is invalid.", 403),
  mismatch: () => new ServiceError("SignatureDoesNotMatch", mismatchText, 403),
  skewed: () => new ServiceError("SignatureDoesNotMatch", "Signature expired or not yet current.", 403),
  payload: () => new ServiceError("SignatureDoesNotMatch", mismatchText, 403),
  region: () => new ServiceError("SignatureDoesNotMatch", "Credential should be scoped to a valid region.", 403),
};

function jsonErrors(status: number): Errors {
  const invalid = (message: string) => () => new ServiceError("InvalidSignatureException", message, status);
  return {
    unknownKey: () =>
      new ServiceError("UnrecognizedClientException", "The security token included in the request is invalid.", status),
    mismatch: invalid(mismatchText),
    skewed: invalid("Signature expired or not yet current."),
    payload: invalid(mismatchText),
    region: invalid("Credential should be scoped to a valid region."),
  };
}
