import { Readable } from "node:stream";
import { compressed } from "./compress.ts";
import { type Answer, isWebRequest, type WebRequest } from "./route.ts";

const pieceSize = 256 * 1024;

/** The form middy's streaming mode writes: a string or a stream, never a Buffer. */
type Streamed = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body: string | Readable;
};

/** Puts a route's answer into the form of a function in stream mode. Use it first, so that it acts last. */
export function answerStreamed() {
  const write = (request: { event: unknown; response?: unknown }) => {
    request.response = toStreamed(request.response as Answer, isWebRequest(request.event) ? request.event : null);
  };
  return { after: write, onError: write };
}

function toStreamed(answer: Answer, request: WebRequest | null): Streamed {
  const { status, headers = {}, cookies = [], body = "" } = compressed(answer, request);
  return {
    statusCode: status,
    headers: { ...headers },
    ...(cookies.length > 0 ? { multiValueHeaders: { "set-cookie": [...cookies] } } : {}),
    body: request?.method === "HEAD" ? "" : Buffer.isBuffer(body) ? Readable.from(pieces(body)) : body,
  };
}

/** Pieces small enough for the runtime to hold a few of them at a time. */
function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
}
