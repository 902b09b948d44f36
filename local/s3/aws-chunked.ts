import { ServiceError } from "../core/service.ts";

/** What an `aws-chunked` body carried. */
type Unchunked = { readonly payload: Buffer; readonly trailers: Readonly<Record<string, string>> };

const CRLF = "\r\n";

const broken = (what: string): ServiceError =>
  new ServiceError("IncompleteBody", `The request body terminated unexpectedly: ${what}`);

function line(body: Buffer, from: number): { text: string; next: number } {
  const end = body.indexOf(CRLF, from, "latin1");
  if (end < 0) throw broken("a line of the chunked encoding does not end");
  return { text: body.toString("latin1", from, end), next: end + 2 };
}

function readTrailers(body: Buffer, from: number): Record<string, string> {
  const trailers: Record<string, string> = {};
  let at = from;
  while (at < body.length) {
    const { text, next } = line(body, at);
    at = next;
    if (text === "") break;
    const colon = text.indexOf(":");
    if (colon < 1)
      throw new ServiceError("MalformedTrailerError", "The request contained trailing data that was not well-formed.");
    trailers[text.slice(0, colon).trim().toLowerCase()] = text.slice(colon + 1).trim();
  }
  if (at !== body.length) throw broken("bytes follow the last chunk");
  return trailers;
}

/** Takes the chunk framing off; every length must fit exactly. */
export function decodeAwsChunked(body: Buffer): Unchunked {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const { text, next } = line(body, at);
    if (!/^[0-9a-f]{1,8}$/i.test(text)) throw broken("a chunk has no size");
    const size = Number.parseInt(text, 16);
    if (size === 0) return { payload: Buffer.concat(chunks), trailers: readTrailers(body, next) };
    const end = next + size;
    if (body.toString("latin1", end, end + 2) !== CRLF) throw broken("a chunk is shorter or longer than its size says");
    chunks.push(body.subarray(next, end));
    at = end + 2;
  }
}
