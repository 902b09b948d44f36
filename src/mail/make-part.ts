import { decodeTexts } from "./charset.ts";
import type { ContentHeaders } from "./content-headers.ts";
import { decodeEncodedWords } from "./encoded-words.ts";
import type { HeaderField, MediaType, Part, PartKind, PartReading, TextView } from "./message.ts";
import { cleanText } from "./text-views.ts";
import { decodeBody } from "./transfer-encoding.ts";
import type { Place } from "./walk-state.ts";

/** What is known of a part when it is made; offsets are those of its body. */
export type PartDraft = {
  readonly headers: readonly HeaderField[];
  readonly start: number;
  readonly end: number;
  readonly content: ContentHeaders;
  readonly type: MediaType;
  readonly trueType: string | null;
  /** The decoded body where it is kept. */
  readonly bytes?: Buffer;
  /** Texts and findings of the content, beside the part's own header text. */
  readonly readContent?: () => PartReading | Promise<PartReading>;
};

/** Makes a part; its header fields are among its texts unless they are the message's own. */
export function makePart(kind: PartKind, place: Place, draft: PartDraft): Part {
  const { content, type, headers, start, end } = draft;
  const names = content.names;
  const textual = /^(?:text|multipart|message)\b/.test(type.type);
  return {
    path: place.path,
    kind,
    headers,
    declaredType: type.type || "text/plain",
    trueType: draft.trueType,
    names,
    disposition: content.disposition,
    contentId: content.contentId,
    isAttachment:
      kind === "leaf" && (place.attached || content.disposition === "attachment" || names.length > 0 || !textual),
    size: end - start,
    bytes: () =>
      draft.bytes ??
      decodeBody(place.source.subarray(start, end), content.encoding.encodings).readings[0] ??
      Buffer.alloc(0),
    read: async () => withHeaderText(place.path, headers, await readSafely(place.path, draft)),
  };
}

async function readSafely(path: string, draft: PartDraft): Promise<PartReading> {
  try {
    return (await draft.readContent?.()) ?? { texts: [], findings: [] };
  } catch {
    return { texts: [], findings: [{ kind: "corrupt", part: path, detail: "reader-fault" }] };
  }
}

function withHeaderText(path: string, headers: readonly HeaderField[], reading: PartReading): PartReading {
  if (path === "1" || headers.length === 0) return reading;
  return { ...reading, texts: [headerView(headers), ...reading.texts] };
}

/** Header fields as one text, decoded, one field a line; put together when it is first asked for. */
export function headerView(headers: readonly HeaderField[]): TextView {
  let whole: string | undefined;
  return {
    view: "header",
    get text() {
      whole ??= cleanText(headers.map(({ name, value }) => `${name}: ${decodeEncodedWords(value)}`).join("\n"));
      return whole;
    },
  };
}

/** Text outside every part (preamble, epilogue) or another reading of a body: judged as raw text. */
export function strayPart(source: Buffer, start: number, end: number, path: string, attached: boolean): Part {
  const bytes = () => source.subarray(start, end);
  return {
    path,
    kind: "stray",
    headers: [],
    declaredType: "text/plain",
    trueType: null,
    names: [],
    disposition: null,
    contentId: null,
    isAttachment: attached,
    size: end - start,
    bytes,
    read: async () => ({
      texts: decodeTexts(bytes(), []).texts.map((text) => ({ view: "raw" as const, text: cleanText(text) })),
      findings: [],
    }),
  };
}
