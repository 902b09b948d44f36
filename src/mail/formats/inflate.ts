import { gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from "node:zlib";

/** Outcome of unpacking: bytes, or why there are none; `consumed` counts input bytes. */
export type Inflated =
  | { readonly bytes: Buffer; readonly consumed: number }
  | { readonly bytes: null; readonly fault: "too-large" | "damaged" };

type Engine = (source: Buffer, options: ZlibOptions) => unknown;
const engines = { raw: inflateRawSync, zlib: inflateSync, gzip: gunzipSync } as const satisfies Record<string, Engine>;
const PIECE = 1_048_576;

/** Unpacks at most `most` bytes; `expected` is what the source says and saves memory when it is right. */
export function inflate(kind: keyof typeof engines, source: Buffer, most: number, expected = 0): Inflated {
  const chunkSize = Math.max(1_024, expected > 0 ? Math.min(expected, most) + 64 : Math.min(PIECE, source.length * 8));
  try {
    const run = engines[kind] as unknown as (source: Buffer, options: ZlibOptions & { info: true }) => InfoResult;
    const { buffer, engine } = run(source, { maxOutputLength: Math.max(1, most), chunkSize, info: true });
    return { bytes: buffer, consumed: engine.bytesWritten };
  } catch (error) {
    const { code } = error as { code?: string };
    return { bytes: null, fault: code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "damaged" };
  }
}

type InfoResult = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };

/** The beginning of deflated data, as far as a small piece of the input gives it. */
export function inflateHead(source: Buffer): Buffer {
  try {
    return inflateRawSync(source.subarray(0, 512), { finishFlush: 2, maxOutputLength: 1_048_576 });
  } catch {
    return Buffer.alloc(0);
  }
}

/** Unpacks as much of damaged data as can be had, at most `most` bytes. */
export function inflateSome(kind: keyof typeof engines, source: Buffer, most: number): Buffer {
  try {
    return engines[kind](source, { finishFlush: 2, maxOutputLength: Math.max(1, most) });
  } catch {
    return Buffer.alloc(0);
  }
}
