import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** A request as it came off the wire. */
export type RawRequest = {
  readonly method: string;
  readonly path: string;
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** What a SigV4 signature says of itself. */
export type Signature = {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly timestamp: string;
  readonly sessionToken: string | undefined;
  /** Seconds a presigned URL is good for; undefined when the header carries the signature. */
  readonly expires: number | undefined;
};

/** Reads the signature of a request; undefined when it carries none that can be read. */
export function readSignature(request: RawRequest): Signature | undefined {
  const { authorization } = request.headers;
  return authorization === undefined ? fromQuery(request) : fromHeader(authorization, request.headers);
}

/** True when the request was signed with this secret. */
export function signatureFits(request: RawRequest, signature: Signature, secret: string): boolean {
  const { date, region, service, terminator, timestamp } = signature;
  const scope = [date, region, service, terminator].join("/");
  const canonical = createHash("sha256").update(canonicalRequest(request, signature)).digest("hex");
  const key = [date, region, service, terminator].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const expected = hmac(key, ["AWS4-HMAC-SHA256", timestamp, scope, canonical].join("\n"));
  const given = Buffer.from(signature.signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The payload hash that entered the signature. */
export function signedPayload(request: RawRequest, signature: Signature): string {
  const header = request.headers["x-amz-content-sha256"];
  if (signature.expires !== undefined && signature.service === "s3") return header ?? "UNSIGNED-PAYLOAD";
  return header ?? sha256(request.body);
}

/** Lower-case hex SHA-256. */
export function sha256(body: Buffer): string {
  return createHash("sha256").update(body).digest("hex");
}

/** The moment a request was signed, from `20261101T120000Z`. */
export function signedAt({ timestamp }: Signature): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
  if (parts === null) return Number.NaN;
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function canonicalRequest(request: RawRequest, signature: Signature): string {
  const path = signature.service === "s3" ? request.path : request.path.split("/").map(encode).join("/");
  const headers = signature.signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? "").trim().replace(/\s+/g, " ")}\n`,
  );
  const names = signature.signedHeaders.join(";");
  const query = canonicalQuery(request.rawQuery);
  return [request.method, path, query, headers.join(""), names, signedPayload(request, signature)].join("\n");
}

function canonicalQuery(rawQuery: string): string {
  return pairs(rawQuery)
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function pairs(rawQuery: string): readonly (readonly [string, string])[] {
  return rawQuery
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      return at < 0 ? [decode(part), ""] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
    });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function fromHeader(authorization: string, headers: RawRequest["headers"]): Signature | undefined {
  if (!authorization.startsWith("AWS4-HMAC-SHA256 ")) return undefined;
  const fields = new Map(
    authorization
      .slice("AWS4-HMAC-SHA256 ".length)
      .split(",")
      .map((field) => [field.slice(0, field.indexOf("=")).trim(), field.slice(field.indexOf("=") + 1).trim()]),
  );
  return build({
    credential: fields.get("Credential"),
    signedHeaders: fields.get("SignedHeaders"),
    signature: fields.get("Signature"),
    timestamp: headers["x-amz-date"],
    sessionToken: headers["x-amz-security-token"],
    expires: undefined,
  });
}

function fromQuery({ rawQuery }: RawRequest): Signature | undefined {
  const fields = new Map(pairs(rawQuery));
  if (fields.get("X-Amz-Algorithm") !== "AWS4-HMAC-SHA256") return undefined;
  return build({
    credential: fields.get("X-Amz-Credential"),
    signedHeaders: fields.get("X-Amz-SignedHeaders"),
    signature: fields.get("X-Amz-Signature"),
    timestamp: fields.get("X-Amz-Date"),
    sessionToken: fields.get("X-Amz-Security-Token"),
    expires: Number(fields.get("X-Amz-Expires") ?? Number.NaN),
  });
}

type Fields = {
  readonly credential: string | undefined;
  readonly signedHeaders: string | undefined;
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
  readonly sessionToken: string | undefined;
  readonly expires: number | undefined;
};

function build(fields: Fields): Signature | undefined {
  const { credential, signedHeaders, signature, timestamp, sessionToken, expires } = fields;
  const [accessKeyId, date, region, service, terminator] = credential?.split("/") ?? [];
  if (accessKeyId === undefined || date === undefined || region === undefined) return undefined;
  if (service === undefined || terminator === undefined || signature === undefined) return undefined;
  if (timestamp === undefined || signedHeaders === undefined) return undefined;
  const names = signedHeaders.split(";");
  return {
    accessKeyId,
    date,
    region,
    service,
    terminator,
    signedHeaders: names,
    signature,
    timestamp,
    sessionToken,
    expires,
  };
}
