import type { PdfAnswer, PdfJob } from "./open-pdf.ts";
import { type PdfReading, readPdf } from "./read-pdf.ts";

const answer = (reading: PdfReading | null) => process.send?.({ reading } satisfies PdfAnswer);

process.on("message", ({ bytes, allowance }: PdfJob) => {
  readPdf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), allowance).then(answer, () => answer(null));
});
process.on("disconnect", () => process.exit());
