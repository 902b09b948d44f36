import type { ServerResponse } from "node:http";
import { type Caller, type CloudContext, ServiceError } from "../core/service.ts";
import type { Functions, Invocation } from "../functions/functions.ts";
import { type Head, ownAnswer, readBuffered } from "./answer.ts";
import { findRoute, type Match } from "./find-route.ts";
import { PreludeSplitter } from "./prelude-splitter.ts";
import { headerOf, isBinary, pathInStage, proxyEvent, type WebRequest } from "./proxy-event.ts";
import type { RestApi } from "./rest-api.ts";

const forbidden = ownAnswer(403, "Forbidden", "ForbiddenException");
const noRoute = ownAnswer(403, "Missing Authentication Token", "MissingAuthenticationTokenException");
const failed = ownAnswer(502, "Internal server error", "InternalServerErrorException");
const notPermitted = ownAnswer(500, "Internal server error", "InternalServerErrorException");
const late = ownAnswer(504, "Endpoint request timed out", "InternalFailureException");

/** API Gateway's answer to a body over its limit. */
export const tooLarge = ownAnswer(413, "Request Too Long", "RequestTooLargeException");

/** Serves one request of one API as a proxy integration: buffered or streamed, as its method says. */
export async function serveRequest(api: RestApi, request: WebRequest, response: ServerResponse, cloud: CloudContext) {
  const inStage = request.path === `/${api.stage}` || request.path.startsWith(`/${api.stage}/`);
  if (!inStage) return writeWhole(response, request, forbidden);
  const match = findRoute(api, request.method, pathInStage(request.path, api.stage));
  if (match === undefined) return writeWhole(response, request, noRoute);
  const invocation = toInvocation(api, match, request, cloud);
  const answering = match.route.streaming
    ? streamAnswer(invocation, request, response, cloud)
    : bufferAnswer(api, invocation, request, response, cloud);
  const timer = setTimeout(() => abandon(response, request), match.route.timeout);
  try {
    await answering;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    cloud.log(`execute-api: ${error.message}`);
    if (!response.headersSent) writeWhole(response, request, error.status === 413 ? tooLarge : notPermitted);
  } finally {
    clearTimeout(timer);
  }
}

/** Writes a whole answer, unless the request was already given up. */
export function writeWhole(response: ServerResponse, request: WebRequest, answer: Head & { body: Buffer }): void {
  if (response.headersSent) return;
  writeHead(response, request, answer, answer.body.length);
  response.end(request.method === "HEAD" ? undefined : answer.body);
}

async function bufferAnswer(
  api: RestApi,
  invocation: Invocation,
  request: WebRequest,
  response: ServerResponse,
  cloud: CloudContext,
): Promise<void> {
  const outcome = await cloud.service<Functions>("lambda").invoke(invocation);
  if (outcome.kind === "fault") {
    cloud.log(`execute-api: ${invocation.functionArn}: ${outcome.fault.errorMessage}`);
    return writeWhole(response, request, failed);
  }
  const binary = isBinary(api, headerOf(request, "accept"));
  writeWhole(response, request, readBuffered(outcome.payload, binary) ?? failed);
}

async function streamAnswer(
  invocation: Invocation,
  request: WebRequest,
  response: ServerResponse,
  cloud: CloudContext,
) {
  let malformed = false;
  const splitter = new PreludeSplitter(
    (head) => {
      if (!response.headersSent) writeHead(response, request, head, undefined);
    },
    (data) => {
      if (request.method !== "HEAD" && !response.destroyed) response.write(data);
    },
  );
  const fault = await cloud.service<Functions>("lambda").invokeStreaming(invocation, (data) => {
    malformed ||= !splitter.take(data);
  });
  if (fault !== undefined) cloud.log(`execute-api: ${invocation.functionArn}: ${fault.errorMessage}`);
  if (!splitter.started || malformed) return writeWhole(response, request, failed);
  if (fault === undefined) response.end();
  else response.destroy();
}

function abandon(response: ServerResponse, request: WebRequest): void {
  if (response.headersSent) response.destroy();
  else writeWhole(response, request, late);
}

function writeHead(response: ServerResponse, request: WebRequest, head: Head, length: number | undefined): void {
  for (const [name, value] of head.headers) response.appendHeader(name, value);
  response.setHeader("x-amzn-RequestId", request.id);
  if (length !== undefined && head.status !== 204 && head.status !== 304) response.setHeader("content-length", length);
  response.writeHead(head.status);
  response.flushHeaders();
}

function toInvocation(api: RestApi, match: Match, request: WebRequest, cloud: CloudContext): Invocation {
  const { region, accountId } = cloud.deployment;
  const path = pathInStage(request.path, api.stage);
  const caller: Caller = {
    kind: "service",
    principal: "apigateway.amazonaws.com",
    sourceArn: `arn:aws:execute-api:${region}:${accountId}:${api.id}/${api.stage}/${request.method}${path}`,
    sourceAccount: accountId,
  };
  const payload = JSON.stringify(proxyEvent(api, match, request, cloud.deployment));
  return { functionArn: match.route.functionArn, payload, caller };
}
