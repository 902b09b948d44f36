import type { Finding } from "./findings.ts";

/** One header field as found; offsets are bytes in the source that holds the part. */
export type HeaderField = {
  /** Lower-case name. */
  readonly name: string;
  /** Unfolded value, encoded words not decoded. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
};

/** A media type with its parameters; a parameter given several times keeps every value. */
export type MediaType = {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, readonly string[]>;
};

/** How a text was obtained from a part. */
export type TextViewKind = "text" | "seen" | "stored" | "hidden" | "cells" | "raw" | "header";

/** One reading of a part's text; cells are divided by `CELL` and rows by `ROW` of text-views.ts. */
export type TextView = {
  readonly view: TextViewKind;
  readonly text: string;
  /** Where in the part it stands, e.g. "page 3". */
  readonly place?: string;
  /** Name of the cell at an offset, for tables whose cells have names. */
  readonly cellAt?: (offset: number) => string;
};

/** What reading a part's content gives. */
export type PartReading = {
  readonly texts: readonly TextView[];
  readonly findings: readonly Finding[];
};

/** What a part is in the message's structure. */
export type PartKind = "leaf" | "multipart" | "message" | "stray";

/** A part of a message; the list of parts is flat and in reading order. */
export type Part = {
  /** "1.2" style; "1" is the top. Alternative readings carry a suffix, e.g. "1.2~loose". */
  readonly path: string;
  readonly kind: PartKind;
  readonly headers: readonly HeaderField[];
  /** Declared media type in lower case; `text/plain` where none is declared. */
  readonly declaredType: string;
  /** Media type by content; null for multiparts and where content is not recognised. */
  readonly trueType: string | null;
  /** Every name given to the part, decoded, without duplicates. */
  readonly names: readonly string[];
  readonly disposition: "inline" | "attachment" | null;
  readonly contentId: string | null;
  /** Whether readers show it as a file beside the message. */
  readonly isAttachment: boolean;
  /** Bytes of the body as stored. */
  readonly size: number;
  /** Decoded bytes by the likeliest decoding, not to be written to; large ones are decoded on each call. */
  bytes(): Buffer;
  /** Every text that a reader could see; made on each call; never rejects. */
  read(): Promise<PartReading>;
};

/** A message read for judging. */
export type ReadMessage = {
  readonly raw: Buffer;
  /** Fields of the topmost header section. */
  readonly headers: readonly HeaderField[];
  /** Byte offset at which the topmost body begins. */
  readonly bodyStart: number;
  readonly parts: readonly Part[];
  /** Findings about structure and types; those about a part's text come from its `read`. */
  readonly findings: readonly Finding[];
};
