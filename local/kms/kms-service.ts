import type { ServiceResponse } from "../core/service.ts";
import { type CloudContext, ServiceError, type ServiceModule, type ServiceRequest } from "../core/service.ts";
import { decrypt, generateDataKey } from "./key-operations.ts";
import { kmsResourceTypes } from "./key-resources.ts";
import { KeyRing } from "./key-ring.ts";
import type { DataKeyRequest, Kms } from "./kms.ts";
import { wireOperations } from "./wire.ts";

/** Every operation the local KMS answers; any other is refused by name. */
export const operations: readonly string[] = Object.keys(wireOperations);

const TARGET = "TrentService.";
const headers = (requestId: string) => ({
  "content-type": "application/x-amz-json-1.1",
  "x-amzn-requestid": requestId,
});

class KmsService implements Kms {
  readonly signingName = "kms";
  readonly #ring: KeyRing;

  constructor(cloud: CloudContext) {
    this.#ring = new KeyRing(cloud);
  }

  async handle(request: ServiceRequest): Promise<ServiceResponse> {
    const target = request.headers["x-amz-target"] ?? "";
    const name = target.startsWith(TARGET) ? target.slice(TARGET.length) : target;
    const operation = operations.includes(name) ? wireOperations[name] : undefined;
    if (!operation) throw new ServiceError("UnknownOperationException", `the local KMS has no operation "${name}"`);
    const answer = operation(this.#ring, parseBody(request.body), request.caller);
    return { status: 200, headers: headers(request.requestId), body: JSON.stringify(answer) };
  }

  fail(error: ServiceError, request: ServiceRequest): ServiceResponse {
    const code = error.code === "AccessDenied" ? "AccessDeniedException" : error.code;
    const status = error.status >= 500 ? error.status : 400;
    const body = JSON.stringify({ ...error.details, __type: code, message: error.message });
    return { status, headers: headers(request.requestId), body };
  }

  async generateDataKey({ keyId, ...use }: DataKeyRequest) {
    return generateDataKey(this.#ring, keyId, 32, use);
  }

  async decrypt({ ciphertext, keyId, ...use }: Parameters<Kms["decrypt"]>[0]): Promise<Buffer> {
    return decrypt(this.#ring, ciphertext, keyId, use).plaintext;
  }

  async close(): Promise<void> {}
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new ServiceError("SerializationException", "the request is not JSON");
  }
}

/** The local KMS. */
export const kmsModule: ServiceModule = {
  signingName: "kms",
  resourceTypes: kmsResourceTypes,
  create: async (cloud) => new KmsService(cloud),
};
