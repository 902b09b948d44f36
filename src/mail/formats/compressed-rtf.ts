const PRESET =
  "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const WINDOW = 4_096;

/** Expands RTF as messages carry it (MS-OXRTFCP); null when it is damaged or would exceed `most` bytes. */
export function expandRtf(source: Buffer, most: number): Buffer | null {
  if (source.length < 16) return null;
  const rawSize = source.readUInt32LE(4);
  const kind = source.toString("latin1", 8, 12);
  if (kind === "MELA") return source.subarray(16);
  if (kind !== "LZFu" || rawSize > most || rawSize > source.length * 20) return null;
  const window = Buffer.alloc(WINDOW);
  window.write(PRESET, "latin1");
  const out = Buffer.alloc(rawSize);
  let length = 0;
  let write = PRESET.length;
  const put = (byte: number) => {
    if (length < rawSize) out[length] = byte;
    length += 1;
    window[write] = byte;
    write = (write + 1) % WINDOW;
  };
  const limit = Math.min(source.length, source.readUInt32LE(0) + 4);
  for (let at = 16; at < limit && length < rawSize; ) {
    const control = source[at] as number;
    at += 1;
    for (let bit = 0; bit < 8 && at < limit; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(source[at] as number);
        at += 1;
        continue;
      }
      if (at + 2 > limit) return out.subarray(0, length);
      const token = source.readUInt16BE(at);
      at += 2;
      const from = token >> 4;
      if (from === write) return out.subarray(0, Math.min(length, rawSize));
      for (let step = 0; step < (token & 15) + 2; step += 1) put(window[(from + step) % WINDOW] as number);
    }
  }
  return out.subarray(0, Math.min(length, rawSize));
}
