/** A file found in uuencoded form inside a text. */
export type UuencodedFile = { readonly name: string; readonly bytes: Buffer };

const opening = /^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{0,255})\r?$/gm;

/** Finds uuencoded files (`begin 644 name` … `end`) that readers unpack from plain text. */
export function findUuencoded(text: string, maximum: number): UuencodedFile[] {
  if (!text.includes("begin")) return [];
  const files: UuencodedFile[] = [];
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match !== null && files.length < maximum; match = opening.exec(text)) {
    const base64 = match[0].startsWith("begin-base64");
    const from = opening.lastIndex;
    const closing = base64 ? /^====\r?$/gm : /^end\s*$/gm;
    closing.lastIndex = from;
    const end = closing.exec(text)?.index ?? text.length;
    const body = text.slice(from, end);
    const bytes = base64 ? Buffer.from(body, "base64") : decodeUuencode(body);
    if (bytes.length > 0) files.push({ name: (match[1] ?? "").trim(), bytes });
    opening.lastIndex = Math.max(end, from);
  }
  return files;
}

/** Decodes the lines of a uuencoded body; lines that are none are skipped. */
export function decodeUuencode(body: string): Buffer {
  const out = Buffer.allocUnsafe(Math.ceil((body.length * 3) / 4) + 3);
  let length = 0;
  for (const line of body.split(/\r?\n|\r/)) {
    const count = (line.charCodeAt(0) - 32) & 63;
    if (line === "" || Number.isNaN(count) || count === 0 || count > 45) continue;
    let written = 0;
    for (let index = 1; written < count; index += 4) {
      const [a, b, c, d] = [0, 1, 2, 3].map((offset) => ((line.charCodeAt(index + offset) || 32) - 32) & 63);
      const triple = ((a as number) << 18) | ((b as number) << 12) | ((c as number) << 6) | (d as number);
      for (let shift = 16; shift >= 0 && written < count; shift -= 8, written += 1) {
        if (length < out.length) out[length++] = (triple >> shift) & 255;
      }
    }
  }
  return out.subarray(0, length);
}
