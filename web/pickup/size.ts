import type { PageTexts } from "./page-texts.ts";

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** A size as people say it; MB are 1,048,576 bytes. */
export function sizeText(texts: PageTexts, bytes: number): string {
  if (bytes < kilobyte) return texts.text("size.bytes", { size: bytes });
  if (bytes < megabyte) return texts.text("size.kb", { size: bytes / kilobyte });
  return texts.text("size.mb", { size: bytes / megabyte });
}
