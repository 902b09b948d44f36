import { z } from "zod";
import { readCookies } from "./cookies.ts";
import { readForm } from "./read-form.ts";
import type { WebRequest } from "./route.ts";

const lists = z.record(z.string(), z.array(z.string())).nullish();

/** The part of a REST API proxy event that is used. */
const proxyEvent = z.object({
  httpMethod: z.string(),
  path: z.string(),
  multiValueHeaders: lists,
  multiValueQueryStringParameters: lists,
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({
    requestId: z.string(),
    identity: z.object({ sourceIp: z.string() }),
  }),
});

/** Turns the gateway's event into a `WebRequest`, for every middleware after it and the routes. */
export function readRequest() {
  return {
    async before(request: { event: unknown }): Promise<void> {
      request.event = await toWebRequest(request.event);
    },
  };
}

/** A request without a principal yet. */
async function toWebRequest(event: unknown): Promise<WebRequest> {
  const parsed = proxyEvent.parse(event);
  const headers = joined(parsed.multiValueHeaders ?? {});
  const body = Buffer.from(parsed.body ?? "", parsed.isBase64Encoded ? "base64" : "utf8");
  return {
    method: parsed.httpMethod,
    path: parsed.path,
    query: toQuery(parsed.multiValueQueryStringParameters ?? {}),
    headers,
    cookies: readCookies(headers.cookie),
    body,
    form: await readForm(headers["content-type"], body),
    source: parsed.requestContext.identity.sourceIp,
    requestId: parsed.requestContext.requestId,
    principal: null,
  };
}

function joined(headers: Record<string, string[]>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, values]) => {
    const key = name.toLowerCase();
    return [key, values.join(key === "cookie" ? "; " : ", ")];
  });
  return Object.fromEntries(entries);
}

function toQuery(parameters: Record<string, string[]>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(parameters).flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
  );
}
