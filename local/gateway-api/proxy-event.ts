import type { Deployment } from "../core/service.ts";
import type { Match } from "./find-route.ts";
import type { RestApi } from "./rest-api.ts";

/** A request as it came to the web port. */
export type WebRequest = {
  readonly id: string;
  readonly method: string;
  /** With the stage, not decoded. */
  readonly path: string;
  readonly rawQuery: string;
  /** Names as sent, in order, repeated where repeated. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly receivedAt: Date;
};

/** Headers that end at the gateway. */
const hopByHop = new Set(["connection", "expect", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"]);

/** The event that API Gateway hands to a proxy integration (payload version 1.0). */
export function proxyEvent(api: RestApi, match: Match, request: WebRequest, deployment: Deployment): object {
  const headers = grouped([
    ...request.headers.filter(([name]) => !hopByHop.has(name.toLowerCase())),
    ...forwarded(request),
  ]);
  const query = grouped([...new URLSearchParams(request.rawQuery)]);
  const binary = isBinary(api, headerOf(request, "content-type"));
  const present = request.body.length > 0;
  return {
    resource: match.resource.path,
    path: pathInStage(request.path, api.stage),
    httpMethod: request.method,
    headers: lastOfEach(headers),
    multiValueHeaders: headers,
    queryStringParameters: lastOfEach(query),
    multiValueQueryStringParameters: Object.keys(query).length === 0 ? null : query,
    pathParameters: match.pathParameters,
    stageVariables: api.stageVariables,
    requestContext: requestContext(api, match, request, deployment),
    body: present ? request.body.toString(binary ? "base64" : "utf8") : null,
    isBase64Encoded: present && binary,
  };
}

/** The path below the stage; at least `/`. */
export function pathInStage(path: string, stage: string): string {
  return path.slice(stage.length + 1) || "/";
}

/** True when the API treats this media type as bytes. */
export function isBinary(api: RestApi, mediaType: string | undefined): boolean {
  const plain = mediaType?.split(";")[0]?.trim().toLowerCase();
  return api.binaryMediaTypes.some((one) => one === "*/*" || one === plain);
}

/** The first header of that name. */
export function headerOf(request: WebRequest, name: string): string | undefined {
  return request.headers.find(([given]) => given.toLowerCase() === name)?.[1];
}

function forwarded(request: WebRequest): readonly (readonly [string, string])[] {
  return [
    ["X-Forwarded-For", request.sourceIp],
    ["X-Forwarded-Proto", "http"],
    ["X-Amzn-Trace-Id", `Root=1-${request.id}`],
  ];
}

function requestContext(api: RestApi, match: Match, request: WebRequest, deployment: Deployment): object {
  const domainName = (headerOf(request, "host") ?? "").replace(/:\d+$/, "");
  return {
    accountId: deployment.accountId,
    apiId: api.id,
    domainName,
    domainPrefix: domainName.split(".")[0],
    extendedRequestId: request.id,
    requestId: request.id,
    httpMethod: request.method,
    path: request.path,
    protocol: "HTTP/1.1",
    requestTime: request.receivedAt.toISOString(),
    requestTimeEpoch: request.receivedAt.getTime(),
    resourceId: match.resource.id,
    resourcePath: match.resource.path,
    stage: api.stage,
    identity: {
      sourceIp: request.sourceIp,
      userAgent: headerOf(request, "user-agent") ?? null,
      user: null,
      caller: null,
    },
  };
}

function grouped(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const [name, value] of pairs) {
    const key = Object.keys(groups).find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
    groups[key] = [...(groups[key] ?? []), value];
  }
  return groups;
}

function lastOfEach(groups: Record<string, string[]>): Record<string, string> | null {
  const entries = Object.entries(groups).map(([name, values]) => [name, values.at(-1) ?? ""] as const);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
