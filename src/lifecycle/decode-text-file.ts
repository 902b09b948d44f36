/** A text file's characters, and how its bytes were read. */
export type DecodedFile = { readonly text: string; readonly encoding: "UTF-8" | "UTF-16" | "Windows-1252" };

/** Reads the bytes of a text file: by its byte order mark, as UTF-8 where that is valid, else as Windows-1252. */
export function decodeTextFile(bytes: Buffer): DecodedFile {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  if (mark === 0xfffe || mark === 0xfeff) {
    const label = mark === 0xfffe ? "utf-16le" : "utf-16be";
    return { text: new TextDecoder(label).decode(bytes), encoding: "UTF-16" };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "Windows-1252" };
  }
}
