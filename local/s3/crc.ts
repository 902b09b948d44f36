/** A running CRC over bytes given piece by piece. */
export type RunningCrc = { update(bytes: Uint8Array): void; digest(): Buffer };

const CRC32C_POLYNOMIAL = 0x82f63b78;
const NVME_HIGH = 0x9a6c9329;
const NVME_LOW = 0xac4bc9b5;

/** For each byte, the reflected remainder as two 32-bit halves. */
function table(polynomialHigh: number, polynomialLow: number) {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let [h, l] = [0, byte];
    for (let bit = 0; bit < 8; bit++) {
      const carry = l & 1;
      l = (l >>> 1) | (h << 31);
      h >>>= 1;
      if (carry) [h, l] = [h ^ polynomialHigh, l ^ polynomialLow];
    }
    high[byte] = h;
    low[byte] = l;
  }
  return { high, low };
}

const castagnoli = table(0, CRC32C_POLYNOMIAL).low;
const nvme = table(NVME_HIGH, NVME_LOW);

/** CRC-32C (Castagnoli), four bytes big-endian. */
export function crc32c(): RunningCrc {
  let crc = 0xffffffff;
  return {
    update(bytes) {
      let running = crc;
      for (let i = 0; i < bytes.length; i++)
        running = (running >>> 8) ^ (castagnoli[(running ^ (bytes[i] as number)) & 0xff] as number);
      crc = running;
    },
    digest() {
      const result = Buffer.alloc(4);
      result.writeUInt32BE(~crc >>> 0);
      return result;
    },
  };
}

/** CRC-64/NVME, eight bytes big-endian. */
export function crc64nvme(): RunningCrc {
  let [high, low] = [0xffffffff, 0xffffffff];
  return {
    update(bytes) {
      let [h, l] = [high, low];
      for (let i = 0; i < bytes.length; i++) {
        const at = (l ^ (bytes[i] as number)) & 0xff;
        l = ((l >>> 8) | (h << 24)) ^ (nvme.low[at] as number);
        h = (h >>> 8) ^ (nvme.high[at] as number);
      }
      [high, low] = [h, l];
    },
    digest() {
      const result = Buffer.alloc(8);
      result.writeUInt32BE(~high >>> 0, 0);
      result.writeUInt32BE(~low >>> 0, 4);
      return result;
    },
  };
}
