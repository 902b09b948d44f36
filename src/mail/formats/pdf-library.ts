import type { PdfItem } from "./pdf-lines.ts";

/** A page as the PDF library gives it. */
export type PdfPage = {
  streamTextContent(options: object): { getReader(): PdfTextReader };
  getAnnotations(): Promise<readonly Readonly<Record<string, unknown>>[]>;
  cleanup(): unknown;
};

/** Gives the text of a page in pieces. */
export type PdfTextReader = {
  read(): Promise<{ done: boolean; value?: { items: readonly (PdfItem | { type: string })[] } }>;
  cancel(reason: Error): Promise<void>;
};

/** A document as the PDF library gives it. */
export type PdfDocument = {
  readonly numPages: number;
  getPage(number: number): Promise<PdfPage>;
  getMetadata(): Promise<{ info: Readonly<Record<string, unknown>> }>;
  getAttachments(): Promise<ReadonlyMap<string, { filename?: string }> | null>;
  getAttachmentContent(id: string): Promise<Uint8Array | null | undefined>;
  getOutline(): Promise<readonly PdfOutline[] | null>;
  getJSActions(): Promise<Readonly<Record<string, readonly string[]>> | null>;
};

/** An entry of a document's table of contents. */
export type PdfOutline = { readonly title: string; readonly items?: readonly PdfOutline[] };

/** An opened document; `missing` names character maps that the library does not have. */
export type PdfSession = {
  readonly document: PdfDocument;
  readonly missing: ReadonlySet<string>;
  close(): Promise<void>;
};

/** Opens a document; "password" where it asks for one. The library is loaded on first use. */
export async function openPdfDocument(bytes: Buffer): Promise<PdfSession | "password"> {
  const { getDocument } = (await import("unpdf/pdfjs")) as unknown as Library;
  const missing = new Set<string>();
  class NothingElse {
    async fetch({ kind, filename }: { kind: string; filename: string }): Promise<never> {
      if (kind === "cMapUrl") missing.add(filename);
      throw new Error("not at hand");
    }
  }
  const task = getDocument({
    data: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length),
    verbosity: 0,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    stopAtErrors: false,
    BinaryDataFactory: NothingElse,
  });
  try {
    const document = await task.promise;
    return { document, missing, close: () => task.destroy() };
  } catch (error) {
    await task.destroy().catch(() => undefined);
    if ((error as Error).name === "PasswordException") return "password";
    throw error;
  }
}

type Library = {
  getDocument(options: object): { promise: Promise<PdfDocument>; destroy(): Promise<void> };
};
