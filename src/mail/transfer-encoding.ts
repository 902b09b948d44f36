import { decodeBase64 } from "./base64.ts";
import { decodeQuotedPrintable } from "./quoted-printable.ts";
import { decodeUuencode } from "./uuencode.ts";

/** Encodings the reader knows; identity covers 7bit, 8bit and binary. */
export type TransferEncoding = "identity" | "base64" | "quoted-printable" | "uuencode";

/** Which encodings a body could be taken to have; `conflict` says that readers disagree. */
export type EncodingChoice = {
  readonly encodings: readonly TransferEncoding[];
  readonly conflict: "duplicate-transfer-encoding" | "unknown-transfer-encoding" | null;
  readonly tidied: boolean;
};

/** Every reading of a body, the likeliest first. */
export type BodyReadings = {
  readonly readings: readonly Buffer[];
  readonly damaged: boolean;
  readonly hopeless: boolean;
};

const every: readonly TransferEncoding[] = ["identity", "base64", "quoted-printable"];
const identityNames = /^(?:7-?bits?|8-?bits?|binary|none|utf-?8|us-ascii|iso-8859-\d+|)$/;

const identity: EncodingChoice = { encodings: ["identity"], conflict: null, tidied: false };
const usualChoices: ReadonlyMap<string, EncodingChoice> = new Map([
  ["7bit", identity],
  ["8bit", identity],
  ["base64", { encodings: ["base64"], conflict: null, tidied: false }],
  ["quoted-printable", { encodings: ["quoted-printable"], conflict: null, tidied: false }],
]);

/** Chooses the encodings for the values of Content-Transfer-Encoding as given. */
export function chooseEncodings(values: readonly string[]): EncodingChoice {
  if (values.length === 0) return identity;
  const usual = values.length === 1 ? usualChoices.get(values[0] as string) : undefined;
  if (usual !== undefined) return usual;
  const found = values.map(nameEncoding);
  const tidied = values.some((value) => value.toLowerCase() !== tidy(value));
  if (found.includes(null)) return { encodings: every, conflict: "unknown-transfer-encoding", tidied };
  const encodings = [...new Set(found as TransferEncoding[])];
  if (encodings.length > 1) return { encodings, conflict: "duplicate-transfer-encoding", tidied };
  return { encodings: tidied ? [...new Set([...encodings, "identity" as const])] : encodings, conflict: null, tidied };
}

function tidy(value: string): string {
  return value
    .toLowerCase()
    .replace(/\([^()]*\)/g, "")
    .replace(/^[\s"']+|[\s"';,]+$/g, "");
}

function nameEncoding(value: string): TransferEncoding | null {
  const name = tidy(value).split(/[\s;,]/)[0] as string;
  if (name === "base64" || name === "quoted-printable") return name;
  if (identityNames.test(name)) return "identity";
  return /^(?:x-)?uu(?:encode|e)$/.test(name) ? "uuencode" : null;
}

/** Decodes a body in every encoding of the choice. */
export function decodeBody(source: Buffer, encodings: readonly TransferEncoding[]): BodyReadings {
  const readings: Buffer[] = [];
  let damaged = false;
  let hopeless = false;
  for (const encoding of encodings) {
    const decoded = decodeOne(source, encoding);
    readings.push(decoded.bytes, ...decoded.readings);
    damaged ||= decoded.damaged;
    hopeless ||= decoded.hopeless === true;
  }
  return { readings: distinct(readings), damaged, hopeless };
}

function decodeOne(source: Buffer, encoding: TransferEncoding) {
  if (encoding === "base64") return decodeBase64(source);
  if (encoding === "quoted-printable") return decodeQuotedPrintable(source);
  if (encoding === "uuencode") {
    const body = source.toString("latin1").replace(/^[\s\S]{0,4096}?begin [0-7]{3,4}[^\n]*\n/, "");
    return { bytes: decodeUuencode(body), readings: [source], damaged: false, hopeless: false };
  }
  return { bytes: source, readings: [], damaged: false, hopeless: false };
}

function distinct(buffers: readonly Buffer[]): Buffer[] {
  const kept: Buffer[] = [];
  for (const buffer of buffers) if (!kept.some((other) => other.equals(buffer))) kept.push(buffer);
  return kept;
}
