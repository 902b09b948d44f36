import { cleanText, ROW } from "../text-views.ts";
import {
  type Budget,
  closed,
  type FormatFinding,
  type FormatText,
  type Member,
  memberOf,
  type Opened,
} from "./format.ts";
import { hiddenLines } from "./hidden-lines.ts";
import { looseXmlText } from "./loose-xml-text.ts";
import { openPdfDocument, type PdfDocument, type PdfOutline, type PdfPage } from "./pdf-library.ts";
import { linesByPlace, linesInOrder, type PdfItem } from "./pdf-lines.ts";
import { scanPdfStreams } from "./pdf-streams.ts";

const MOST_PAGES = 2_000;
const MILLISECONDS = 20_000;
const MOST_ITEMS = 200_000;

/** Opens a PDF: text of every page, remarks and form fields, files attached to it, what it says of itself. */
export async function openPdf(bytes: Buffer, budget: Budget): Promise<Opened> {
  const streams = scanPdfStreams(bytes);
  if (streams.tooMuch !== null) return closed("scan-incomplete", streams.tooMuch);
  const session = await openPdfDocument(bytes);
  if (session === "password") return closed("encrypted", "application/pdf");
  const reader = new PdfReader(session.document, budget);
  try {
    await reader.read();
  } finally {
    await session.close();
  }
  if (session.missing.size > 0) reader.findings.push({ kind: "unreadable", detail: "pdf-character-map" });
  const xml = streams.xml.flatMap((text) => looseXmlText(text, "form"));
  if (!reader.shows) reader.findings.push({ kind: "no-text", detail: "application/pdf" });
  return {
    members: reader.members,
    findings: reader.findings,
    read: () => ({ texts: [...reader.texts, ...xml], findings: [] }),
  };
}

class PdfReader {
  readonly texts: FormatText[] = [];
  readonly members: Member[] = [];
  readonly findings: FormatFinding[] = [];
  shows = false;
  readonly #document: PdfDocument;
  readonly #budget: Budget;
  readonly #deadline = performance.now() + MILLISECONDS;

  constructor(document: PdfDocument, budget: Budget) {
    this.#document = document;
    this.#budget = budget;
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
    if (performance.now() < this.#deadline && !this.#budget.expired()) return false;
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
        gatherWords(annotation, lines);
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
    if (content === undefined || content === null) this.findings.push({ kind: "corrupt", detail: "pdf-attachment" });
    else if (!this.#budget.take(content.length)) this.#incomplete("unpacked-bytes");
    else this.members.push(memberOf([name], Buffer.from(content)));
  }
}

const worded = [
  "fieldValue",
  "defaultFieldValue",
  "alternativeText",
  "contentsObj",
  "titleObj",
  "url",
  "unsafeUrl",
  "richText",
  "textContent",
  "overlaidText",
  "options",
  "fieldName",
];

function gatherWords(annotation: Readonly<Record<string, unknown>>, lines: string[]): void {
  for (const key of worded) collectStrings(annotation[key], lines, 0);
}

/** Every string in a value; machine-made identifiers and dates are left out. */
function collectStrings(value: unknown, lines: string[], depth: number): void {
  if (typeof value === "string") {
    if (value.length > 1 && !/^(?:D:\d{8}|ltr$|rtl$)/.test(value)) lines.push(value);
  } else if (Array.isArray(value)) {
    if (depth < 4 && value.every((one) => typeof one === "string") && value.length > 1) lines.push(value.join("\n"));
    else for (const one of value) if (depth < 4) collectStrings(one, lines, depth + 1);
  } else if (value !== null && typeof value === "object" && depth < 4) {
    for (const one of Object.values(value)) collectStrings(one, lines, depth + 1);
  }
}

function collectOutline(items: readonly PdfOutline[], lines: string[], depth: number): void {
  for (const { title, items: inner } of items) {
    if (lines.length > 10_000 || depth > 20) return;
    lines.push(title);
    if (inner !== undefined) collectOutline(inner, lines, depth + 1);
  }
}
