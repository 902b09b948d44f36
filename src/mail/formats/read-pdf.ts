import { cleanText, ROW } from "../text-views.ts";
import type { FormatFinding, FormatText } from "./format.ts";
import { hiddenLines } from "./hidden-lines.ts";
import { looseXmlText } from "./loose-xml-text.ts";
import { openPdfDocument, type PdfDocument, type PdfPage } from "./pdf-library.ts";
import { linesByPlace, linesInOrder, type PdfItem } from "./pdf-lines.ts";
import { scanPdfStreams } from "./pdf-streams.ts";
import { collectOutline, collectStrings, wordsOfAnnotation } from "./pdf-words.ts";

const MOST_PAGES = 2_000;
const MOST_ITEMS = 200_000;

/** What reading a PDF may cost: bytes of attached files, and milliseconds. */
export type PdfAllowance = { readonly bytes: number; readonly milliseconds: number };

/** Everything a PDF holds, as data that can be handed from thread to thread. */
export type PdfReading = {
  readonly texts: readonly FormatText[];
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly findings: readonly FormatFinding[];
};

/** Reads a PDF: text of every page, remarks and form fields, files attached to it, what it says of itself. */
export async function readPdf(bytes: Buffer, allowance: PdfAllowance): Promise<PdfReading> {
  const deadline = performance.now() + allowance.milliseconds;
  const streams = scanPdfStreams(bytes);
  if (streams.tooMuch !== null) return nothingBut({ kind: "scan-incomplete", detail: streams.tooMuch });
  const session = await openPdfDocument(bytes);
  if (session === "password") return nothingBut({ kind: "encrypted", detail: "application/pdf" });
  const reader = new PdfReader(session.document, deadline, allowance.bytes);
  try {
    await reader.read();
  } finally {
    await session.close();
  }
  if (session.missing.size > 0) reader.findings.push({ kind: "unreadable", detail: "pdf-character-map" });
  if (!reader.shows) reader.findings.push({ kind: "no-text", detail: "application/pdf" });
  const xml = streams.xml.flatMap((text) => looseXmlText(text, "form"));
  return { texts: [...reader.texts, ...xml], files: reader.files, findings: reader.findings };
}

function nothingBut(finding: FormatFinding): PdfReading {
  return { texts: [], files: [], findings: [finding] };
}

class PdfReader {
  readonly texts: FormatText[] = [];
  readonly files: { name: string; bytes: Uint8Array }[] = [];
  readonly findings: FormatFinding[] = [];
  shows = false;
  readonly #document: PdfDocument;
  readonly #deadline: number;
  #bytesLeft: number;

  constructor(document: PdfDocument, deadline: number, bytes: number) {
    this.#document = document;
    this.#deadline = deadline;
    this.#bytesLeft = bytes;
  }

  async read(): Promise<void> {
    const pages = Math.min(this.#document.numPages, MOST_PAGES);
    if (pages < this.#document.numPages) this.#incomplete("pdf-pages");
    for (let number = 1; number <= pages; number += 1) {
      if (this.#late()) return;
      await this.#page(number);
    }
    await this.#about();
    const attached = (await this.#document.getAttachments()) ?? [];
    for (const [id, { filename = id }] of attached) await this.#attach(filename, id);
  }

  #incomplete(detail: string): void {
    this.findings.push({ kind: "scan-incomplete", detail });
  }

  #late(): boolean {
    if (performance.now() < this.#deadline) return false;
    this.#incomplete("pdf-time");
    return true;
  }

  async #page(number: number): Promise<void> {
    const place = `page ${number}`;
    let page: PdfPage;
    try {
      page = await this.#document.getPage(number);
      const items = await this.#items(page);
      const inOrder = linesInOrder(items);
      const byPlace = linesByPlace(items);
      if (inOrder.trim() !== "") this.shows = true;
      this.texts.push({ view: "seen", text: inOrder, place });
      if (byPlace !== inOrder) this.texts.push({ view: "seen", text: byPlace, place });
    } catch {
      this.findings.push({ kind: "corrupt", detail: "pdf-page" });
      return;
    }
    await this.#annotations(page, place);
    page.cleanup();
  }

  async #items(page: PdfPage): Promise<PdfItem[]> {
    const reader = page.streamTextContent({ includeMarkedContent: false, disableNormalization: true }).getReader();
    const items: PdfItem[] = [];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return items;
      for (const item of value?.items ?? []) if ("str" in item) items.push(item);
      if (items.length > MOST_ITEMS || performance.now() > this.#deadline) {
        this.#incomplete("pdf-page");
        await reader.cancel(new Error("page is too large"));
        return items;
      }
    }
  }

  async #annotations(page: PdfPage, place: string): Promise<void> {
    const lines: string[] = [];
    try {
      for (const annotation of await page.getAnnotations()) {
        wordsOfAnnotation(annotation, lines);
        const { file, fileId } = annotation as { file?: { filename?: string }; fileId?: string };
        if (file !== undefined) await this.#attach(file.filename ?? "", fileId ?? "");
      }
    } catch {
      this.findings.push({ kind: "corrupt", detail: "pdf-annotations" });
    }
    if (lines.length === 0) return;
    this.shows = true;
    this.texts.push({ view: "text", text: lines.map(cleanText).join(ROW), place });
  }

  async #about(): Promise<void> {
    const lines: string[] = [];
    const { info } = await this.#document.getMetadata();
    collectStrings(info, lines, 0);
    collectOutline((await this.#document.getOutline()) ?? [], lines, 0);
    collectStrings((await this.#document.getJSActions()) ?? {}, lines, 0);
    this.texts.push(...hiddenLines(lines, "document"));
  }

  async #attach(name: string, id: string): Promise<void> {
    const content = await this.#document.getAttachmentContent(id);
    if (content === undefined || content === null) {
      this.findings.push({ kind: "corrupt", detail: "pdf-attachment" });
      return;
    }
    if (content.length > this.#bytesLeft) return this.#incomplete("unpacked-bytes");
    this.#bytesLeft -= content.length;
    this.files.push({ name, bytes: Uint8Array.from(content) });
  }
}
