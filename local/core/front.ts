import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { authenticate, readClaim } from "./authenticate.ts";
import type { KeyRing } from "./credentials.ts";
import { readBody } from "./read-body.ts";
import {
  type Deployment,
  type LocalService,
  ServiceError,
  type ServiceRequest,
  type ServiceResponse,
} from "./service.ts";
import type { RawRequest } from "./signature.ts";

/** Largest body any API takes: a 40 MB message in base64 inside JSON, and some room. */
const largestBody = 64 * 1024 * 1024;

/** What the front needs to know of the cloud behind it. */
export type FrontOptions = {
  readonly deployment: Deployment;
  readonly keys: KeyRing;
  find(signingName: string): LocalService | undefined;
  log(line: string): void;
};

/** The AWS APIs on one port: every request is verified, then handed to the service its credential scope names. */
export function createFront(options: FrontOptions): Server {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, options).then(
      (response) => write(outgoing, incoming, response),
      (error: unknown) => {
        options.log(`front: ${String(error)}`);
        outgoing.destroy();
      },
    );
  });
  server.keepAliveTimeout = 60_000;
  return server;
}

async function answer(incoming: IncomingMessage, options: FrontOptions): Promise<ServiceResponse> {
  const body = await readBody(incoming, largestBody);
  const raw = toRawRequest(incoming, body ?? Buffer.alloc(0));
  const { method, path, headers } = raw;
  const query = new URLSearchParams(raw.rawQuery);
  const request = { method, path, headers, query, body: raw.body, caller: nobody, requestId: randomUUID() };
  try {
    const claim = readClaim(raw);
    const service = options.find(claim.signature.service);
    if (service === undefined)
      throw new ServiceError("UnknownService", `this stack has nothing of the service ${claim.signature.service}`, 404);
    const prove = () => {
      if (body === undefined) throw new ServiceError("EntityTooLarge", "the request body is too large", 413);
      return authenticate(claim, options.keys, options.deployment, Date.now());
    };
    return await serve(service, request, prove, options);
  } catch (error) {
    return withoutService(error, request.requestId);
  }
}

async function serve(
  service: LocalService,
  anonymous: ServiceRequest,
  prove: () => ServiceRequest["caller"],
  options: FrontOptions,
): Promise<ServiceResponse> {
  let request = anonymous;
  try {
    request = { ...anonymous, caller: prove() };
    const response = await service.handle(request);
    return withRequestId(response, request);
  } catch (error) {
    if (!(error instanceof ServiceError)) options.log(`${service.signingName}: ${describe(error)}`);
    else if (error.code === "AccessDenied") options.log(`${service.signingName}: AccessDenied: ${error.message}`);
    const known =
      error instanceof ServiceError ? error : new ServiceError("InternalFailure", "an internal error occurred", 500);
    return withRequestId(service.fail(known, request), request);
  }
}

const nobody: ServiceRequest["caller"] = { kind: "service", principal: "anonymous" };

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function toRawRequest(incoming: IncomingMessage, body: Buffer): RawRequest {
  const url = incoming.url ?? "/";
  const at = url.indexOf("?");
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(",") : value;
  }
  const [path, rawQuery] = at < 0 ? [url, ""] : [url.slice(0, at), url.slice(at + 1)];
  return { method: incoming.method ?? "GET", path, rawQuery, headers, body };
}

function withRequestId(response: ServiceResponse, { requestId }: ServiceRequest): ServiceResponse {
  return {
    ...response,
    headers: { "x-amzn-requestid": requestId, "x-amz-request-id": requestId, ...response.headers },
  };
}

function withoutService(error: unknown, requestId: string): ServiceResponse {
  if (!(error instanceof ServiceError)) throw error;
  return {
    status: error.status,
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amzn-requestid": requestId,
      "x-amzn-errortype": error.code,
    },
    body: JSON.stringify({ __type: error.code, message: error.message }),
  };
}

function write(outgoing: ServerResponse, incoming: IncomingMessage, response: ServiceResponse): void {
  const body = Buffer.from(response.body ?? "");
  const headers: Record<string, string> = { ...response.headers };
  const bodiless = incoming.method === "HEAD" || response.status === 204 || response.status === 304;
  if (!bodiless) headers["content-length"] = String(body.length);
  outgoing.writeHead(response.status, headers);
  outgoing.end(bodiless ? undefined : body);
}
