import { deflateSync } from "node:zlib";

/** Objects of a PDF by number; a stream has its dictionary's entries and its data. */
export type PdfObjects = Readonly<
  Record<number, string | { readonly entries: string; readonly data: Buffer | string }>
>;

/** Writes a PDF whose catalog is object 1. */
export function aPdf(objects: PdfObjects, deflate = true): Buffer<ArrayBuffer> {
  const pieces: Buffer[] = [Buffer.from("%PDF-1.6\n")];
  const offsets = new Map<number, number>();
  let at = 9;
  const push = (piece: Buffer) => {
    pieces.push(piece);
    at += piece.length;
  };
  for (const [number, value] of Object.entries(objects)) {
    offsets.set(Number(number), at);
    push(Buffer.from(`${number} 0 obj\n`));
    if (typeof value === "string") push(Buffer.from(value));
    else {
      const data = deflate ? deflateSync(value.data) : Buffer.from(value.data);
      push(Buffer.from(`<<${value.entries}${deflate ? "/Filter/FlateDecode" : ""}/Length ${data.length}>>\nstream\n`));
      push(data);
      push(Buffer.from("\nendstream"));
    }
    push(Buffer.from("\nendobj\n"));
  }
  const size = Math.max(...offsets.keys()) + 1;
  const table = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number);
    return offset === undefined ? "0000000000 65535 f \n" : `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  push(Buffer.from(`xref\n0 ${size}\n${table.join("")}trailer<</Root 1 0 R/Size ${size}>>\nstartxref\n${at}\n%%EOF`));
  return Buffer.concat(pieces);
}

/** Objects 1 to 5: a document of one page with this content and these more entries for page and catalog. */
export function onePage(content: string, page = "", catalog = ""): PdfObjects {
  return {
    1: `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>${page}>>`,
    4: { entries: "", data: content },
    5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
  };
}

/** Draws a text at a place. */
export function textAt(x: number, y: number, text: string): string {
  return `BT /F 12 Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET\n`;
}
