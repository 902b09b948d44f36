import { gunzipSync, gzipSync } from "node:zlib";

/** JSON as gzip bytes: a trace repeats itself, and an item may hold 400 KB. */
export function packJson(value: unknown): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

/** The value that was packed; throws when the bytes are not ours. */
export function unpackJson(packed: Uint8Array): unknown {
  return JSON.parse(gunzipSync(packed, { maxOutputLength: 64 * 1024 * 1024 }).toString("utf8"));
}
