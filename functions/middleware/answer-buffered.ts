import { Readable } from "node:stream";
import { compressed } from "./compress.ts";
import { type Answer, isWebRequest, type WebRequest } from "./route.ts";

/** Puts a route's answer into the buffered proxy form, always base64. Use it first, so that it acts last. */
export function answerBuffered() {
  const write = async (request: { event: unknown; response?: unknown }) => {
    request.response = await toBuffered(request.response as Answer, isWebRequest(request.event) ? request.event : null);
  };
  return { after: write, onError: write };
}

async function toBuffered(answer: Answer, request: WebRequest | null) {
  const { status, headers = {}, cookies = [], body = "" } = compressed(answer, request);
  const bytes = body instanceof Readable ? Buffer.concat(await body.toArray()) : Buffer.from(body as string);
  return {
    statusCode: status,
    headers: { ...headers },
    multiValueHeaders: { "set-cookie": [...cookies] },
    body: request?.method === "HEAD" ? "" : bytes.toString("base64"),
    isBase64Encoded: true,
  };
}
