import { JobProcess } from "../job-process.ts";
import { type Budget, closed, memberOf, type Opened } from "./format.ts";
import type { PdfAllowance, PdfReading } from "./read-pdf.ts";

const MOST_MILLISECONDS = 15_000;
/** How long a file that does not look at its time may go on. */
const GRACE_MS = 2_000;

/** What is handed to the process that reads PDFs. */
export type PdfJob = { readonly bytes: Uint8Array; readonly allowance: PdfAllowance };

/** What the process answers: null for a file that cannot be read. */
export type PdfAnswer = { readonly reading: PdfReading | null };

/** The process's own script lies beside this file: as source, or as it was packed for a function. */
const script = new URL(import.meta.url.endsWith(".ts") ? "./pdf-process.ts" : "./pdf-process.mjs", import.meta.url);
const reader = new JobProcess<PdfJob, PdfAnswer>(script, { heap: 320, memory: 640 });

/** Opens a PDF in a process of its own, so that no file can hold the reader up or use its memory up. */
export async function openPdf(bytes: Buffer, budget: Budget): Promise<Opened> {
  const milliseconds = Math.min(MOST_MILLISECONDS, budget.timeLeft());
  const job = { bytes, allowance: { bytes: budget.left(), milliseconds } };
  const answer = await reader.run(job, milliseconds + GRACE_MS);
  if (typeof answer === "string") return closed("scan-incomplete", `pdf-${answer}`);
  if (answer.reading === null) return closed("corrupt", "application/pdf");
  const { texts, files, findings } = answer.reading;
  budget.take(files.reduce((sum, file) => sum + file.bytes.length, 0));
  return {
    members: files.map(({ name, bytes: file }) =>
      memberOf([name], Buffer.from(file.buffer, file.byteOffset, file.byteLength)),
    ),
    findings,
    read: () => ({ texts, findings: [] }),
  };
}
