import { Readable } from "node:stream";
import { createGzip, gzipSync } from "node:zlib";
import type { Answer, WebRequest } from "./route.ts";

const worthwhile = 860;

/** The answer gzipped where the browser takes it and the content gains by it; the gateway does not do it for us. */
export function compressed(answer: Answer, request: WebRequest | null): Answer {
  const { body, headers = {} } = answer;
  if (body === undefined || !isText(headers["content-type"]) || headers["content-encoding"] !== undefined)
    return answer;
  const vary = { ...headers, vary: "Accept-Encoding" };
  if (!takesGzip(request) || sizeOf(body) < worthwhile) return { ...answer, headers: vary };
  const zipped = body instanceof Readable ? body.pipe(createGzip()) : gzipSync(body);
  return { ...answer, headers: { ...vary, "content-encoding": "gzip" }, body: zipped };
}

function takesGzip(request: WebRequest | null): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(request?.headers["accept-encoding"] ?? "");
}

function isText(type: string | undefined): boolean {
  return /^(text\/|application\/(problem\+)?json|application\/javascript|image\/svg)/.test(type ?? "");
}

function sizeOf(body: string | Buffer | Readable): number {
  if (typeof body === "string") return Buffer.byteLength(body);
  return Buffer.isBuffer(body) ? body.length : Number.POSITIVE_INFINITY;
}
