const signatures: readonly (readonly [type: string, is: (bytes: Buffer) => boolean])[] = [
  ["image/png", (bytes) => bytes.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex"))],
  ["image/jpeg", (bytes) => bytes.subarray(0, 3).equals(Buffer.from("ffd8ff", "hex"))],
  ["image/gif", (bytes) => /^GIF8[79]a/.test(bytes.toString("latin1", 0, 6))],
  ["image/webp", (bytes) => /^RIFF.{4}WEBP/s.test(bytes.toString("latin1", 0, 12))],
];

/** A picture as data, typed by its own bytes, whatever the mail called it; null for what is not a raster image. */
export function dataUri(bytes: Buffer | undefined): string | null {
  if (bytes === undefined) return null;
  const type = signatures.find(([, is]) => is(bytes))?.[0];
  return type === undefined ? null : `data:${type};base64,${bytes.toString("base64")}`;
}
