import { z } from "zod";

/** What the gateway writes to the client; each header may repeat. */
export type Head = { readonly status: number; readonly headers: readonly (readonly [string, string])[] };

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const head = z.object({
  statusCode: z.union([z.number(), z.string()]).transform(Number).pipe(z.int().min(100).max(599)),
  headers: z.record(z.string(), scalar).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(scalar)).nullish(),
});
const buffered = head.extend({ body: z.string().nullish(), isBase64Encoded: z.boolean().nullish() });
const streamed = head.extend({ cookies: z.array(z.string()).nullish() });

/** Headers API Gateway keeps for itself: a function's own value comes out under another name. */
const remapped = new Set(["www-authenticate", "server", "date", "connection"]);
const dropped = new Set(["content-length", "transfer-encoding"]);

/** A gateway's own answer, as AWS words it. */
export function ownAnswer(status: number, message: string, errorType: string): Head & { body: Buffer } {
  const headers = [
    ["content-type", "application/json"],
    ["x-amzn-ErrorType", errorType],
  ] as const;
  return { status, headers, body: Buffer.from(JSON.stringify({ message })) };
}

/** Reads a buffered proxy answer; undefined when it is malformed, which AWS answers with 502. */
export function readBuffered(payload: Buffer, binary: boolean): (Head & { body: Buffer }) | undefined {
  const parsed = buffered.safeParse(parsedJson(payload.toString()));
  if (!parsed.success) return undefined;
  const { body, isBase64Encoded } = parsed.data;
  const bytes = Buffer.from(body ?? "", isBase64Encoded === true && binary ? "base64" : "utf8");
  return { ...toHead(parsed.data), body: bytes };
}

/** Reads the prelude of a streamed answer; undefined when it is malformed. */
export function readPrelude(prelude: Buffer): Head | undefined {
  const parsed = streamed.safeParse(parsedJson(prelude.toString()));
  if (!parsed.success) return undefined;
  const cookies = (parsed.data.cookies ?? []).map((one) => ["set-cookie", one] as const);
  const plain = toHead(parsed.data);
  return { status: plain.status, headers: [...plain.headers, ...cookies] };
}

function toHead(answer: z.output<typeof head>): Head {
  const many = Object.entries(answer.multiValueHeaders ?? {});
  const repeated = new Set(many.map(([name]) => name.toLowerCase()));
  const single = Object.entries(answer.headers ?? {}).filter(([name]) => !repeated.has(name.toLowerCase()));
  const all = [
    ...single,
    ...many.flatMap(([name, values]) => values.map((value) => [name, value] as [string, string])),
  ];
  const headers = all
    .filter(([name]) => !dropped.has(name.toLowerCase()))
    .map(([name, value]) => [remapped.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name, value] as const);
  const typed = headers.some(([name]) => name.toLowerCase() === "content-type");
  return { status: answer.statusCode, headers: typed ? headers : [["content-type", "application/json"], ...headers] };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
