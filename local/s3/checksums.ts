import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { crc32c, crc64nvme, type RunningCrc } from "./crc.ts";
import type { Checksum, ChecksumAlgorithm } from "./object-record.ts";

function plainCrc32(): RunningCrc {
  let value = 0;
  return {
    update(bytes) {
      value = crc32(bytes, value);
    },
    digest() {
      const result = Buffer.alloc(4);
      result.writeUInt32BE(value);
      return result;
    },
  };
}

function hashed(name: string): RunningCrc {
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
}

const starters: Readonly<Record<ChecksumAlgorithm, () => RunningCrc>> = {
  CRC32: plainCrc32,
  CRC32C: crc32c,
  CRC64NVME: crc64nvme,
  SHA1: () => hashed("sha1"),
  SHA256: () => hashed("sha256"),
};

/** The checksum algorithms that are verified. */
export const checksumAlgorithms = Object.keys(starters) as readonly ChecksumAlgorithm[];

/** `x-amz-checksum-crc32` and its like. */
export const checksumHeader = (algorithm: ChecksumAlgorithm): string => `x-amz-checksum-${algorithm.toLowerCase()}`;

/** A running checksum of the algorithm. */
export const startChecksum = (algorithm: ChecksumAlgorithm): RunningCrc => starters[algorithm]();

/** The checksum of the bytes, base64. */
export function checksumOf(algorithm: ChecksumAlgorithm, bytes: Buffer): string {
  const running = startChecksum(algorithm);
  running.update(bytes);
  return running.digest().toString("base64");
}

/** S3's checksum of a multipart object: over the parts' checksums, with their count. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly string[]): Checksum {
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part, "base64")));
  return { algorithm, value: `${checksumOf(algorithm, bytes)}-${parts.length}`, type: "COMPOSITE" };
}
