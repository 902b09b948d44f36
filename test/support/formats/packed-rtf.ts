/** RTF as messages carry it, without compression inside the compressed form. */
export function packedRtf(rtf: string): Buffer {
  const raw = Buffer.from(rtf);
  const groups: Buffer[] = [];
  for (let at = 0; at < raw.length; at += 8) groups.push(Buffer.from([0]), raw.subarray(at, at + 8));
  const body = Buffer.concat(groups);
  const head = Buffer.alloc(16);
  head.writeUInt32LE(body.length + 12, 0);
  head.writeUInt32LE(raw.length, 4);
  head.write("LZFu", 8);
  return Buffer.concat([head, body]);
}
