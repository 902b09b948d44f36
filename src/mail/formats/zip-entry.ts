import { crc32, zstdDecompressSync } from "node:zlib";
import { type Budget, type FormatFinding, type MemberBytes, SMALL } from "./format.ts";
import { type Inflated, inflate, inflateSome } from "./inflate.ts";
import type { ZipEntry } from "./zip-listing.ts";

/** Unpacks a member; `taken` says that its stated size is already counted. */
export function openEntry(entry: ZipEntry, budget: Budget, taken = false): MemberBytes {
  const { encrypted, method, size, crc } = entry;
  if (encrypted) return nothing("encrypted", "zip-member");
  if (method !== 0 && method !== 8 && method !== 93) return nothing("unreadable", `zip-method-${method}`);
  if (budget.expired()) return nothing("scan-incomplete", "time");
  const most = size ?? Math.min(budget.left(), Math.max(SMALL, entry.data.length * budget.ratio));
  if (!taken && size !== null && !budget.take(size)) return nothing("scan-incomplete", "unpacked-bytes");
  const unpacked = unpack(entry, most);
  if (unpacked.bytes === null) return failed(entry, most, unpacked.fault);
  const { bytes } = unpacked;
  if (size === null && !budget.take(bytes.length)) return nothing("scan-incomplete", "unpacked-bytes");
  const findings: FormatFinding[] = [];
  if (size !== null && bytes.length !== size) findings.push({ kind: "ambiguous", detail: "zip-size" });
  if (size !== null && unpacked.consumed < entry.data.length) findings.push({ kind: "ambiguous", detail: "zip-data" });
  if (crc !== null && findings.length === 0 && crc32(bytes) !== crc)
    findings.push({ kind: "corrupt", detail: "zip-checksum" });
  return { bytes, findings };
}

function unpack({ method, data, size }: ZipEntry, most: number): Inflated {
  if (method === 0) return { bytes: data, consumed: data.length };
  if (method === 8) return inflate("raw", data, most, size ?? 0);
  try {
    return { bytes: zstdDecompressSync(data, { maxOutputLength: Math.max(1, most) }), consumed: data.length };
  } catch {
    return { bytes: null, fault: "damaged" };
  }
}

function failed({ method, data, size }: ZipEntry, most: number, fault: "too-large" | "damaged"): MemberBytes {
  if (fault === "too-large") {
    return size === null ? nothing("scan-incomplete", "ratio") : nothing("ambiguous", "zip-size");
  }
  const some = method === 8 ? inflateSome("raw", data, most) : Buffer.alloc(0);
  return { bytes: some.length > 0 ? some : null, findings: [{ kind: "corrupt", detail: "zip-data" }] };
}

function nothing(kind: FormatFinding["kind"], detail: string): MemberBytes {
  return { bytes: null, findings: [{ kind, detail }] };
}

/** Whether a zip file would unpack to more than its size allows. */
export function swells(entries: readonly ZipEntry[], length: number, ratio: number): boolean {
  const total = entries.reduce((sum, { size }) => sum + (size ?? 0), 0);
  return total > SMALL && total > length * ratio;
}
