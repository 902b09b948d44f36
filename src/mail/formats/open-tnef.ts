import { decodeTexts } from "../charset.ts";
import { cleanText } from "../text-views.ts";
import { type Budget, type FormatFinding, type FormatText, type Member, memberOf, type Opened } from "./format.ts";
import {
  ATTACH_DATA,
  attachmentNames,
  charsetOfCodePage,
  type MapiProperty,
  mapiBodies,
  mapiTexts,
} from "./mapi-properties.ts";
import { readTnefProperties } from "./tnef-properties.ts";

const SIGNATURE = 0x223e9f78;
const attributes = {
  codePage: 0x9007,
  properties: 0x9003,
  attachment: 0x9005,
  newAttachment: 0x9002,
  title: 0x8010,
  data: 0x800f,
  recipients: 0x9004,
  subject: 0x8004,
  body: 0x800c,
  from: 0x8000,
} as const;

type Attachment = { names: string[]; data: Buffer[] };

/** Opens a TNEF file (winmail.dat): message text, bodies, attachments with every name. */
export function openTnef(bytes: Buffer, budget: Budget): Opened {
  const reader = new TnefReader(budget);
  reader.read(bytes);
  return { members: reader.members(), findings: reader.findings, read: () => ({ texts: reader.texts, findings: [] }) };
}

class TnefReader {
  readonly texts: FormatText[] = [];
  readonly findings: FormatFinding[] = [];
  readonly #budget: Budget;
  readonly #bodies: Member[] = [];
  readonly #attachments: Attachment[] = [];
  #charset = "windows-1252";

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  read(bytes: Buffer): void {
    let at = bytes.readUInt32LE(0) === SIGNATURE ? 6 : bytes.length;
    while (at + 11 <= bytes.length) {
      const id = bytes.readUInt16LE(at + 1);
      const length = bytes.readUInt32LE(at + 5);
      const start = at + 9;
      if (start + length + 2 > bytes.length) break;
      this.#attribute(id, bytes.subarray(start, start + length));
      at = start + length + 2;
    }
    if (at < bytes.length) this.findings.push({ kind: "corrupt", detail: "tnef" });
  }

  members(): Member[] {
    return [
      ...this.#bodies,
      ...this.#attachments.flatMap(({ names, data }) => data.map((one) => memberOf(names, one))),
    ];
  }

  #attribute(id: number, data: Buffer): void {
    if (id === attributes.codePage && data.length >= 4) this.#charset = charsetOfCodePage(data.readUInt32LE(0));
    else if (id === attributes.newAttachment) this.#attachments.push({ names: [], data: [] });
    else if (id === attributes.title) this.#attachment().names.push(...this.#strings(data));
    else if (id === attributes.data) this.#attachment().data.push(data);
    else if (id === attributes.properties) this.#message(this.#properties(data));
    else if (id === attributes.attachment) this.#attachmentProperties(this.#properties(data));
    else if (id === attributes.subject || id === attributes.body || id === attributes.from) this.#text(data);
  }

  #properties(data: Buffer): MapiProperty[] {
    const { properties, whole } = readTnefProperties(data);
    if (!whole) this.findings.push({ kind: "corrupt", detail: "tnef-properties" });
    return properties;
  }

  #message(properties: readonly MapiProperty[]): void {
    this.texts.push(...mapiTexts(properties, this.#charset, "message"));
    this.#bodies.push(...mapiBodies(properties, this.#charset, this.#budget));
  }

  #attachmentProperties(properties: readonly MapiProperty[]): void {
    const attachment = this.#attachment();
    attachment.names.unshift(...attachmentNames(properties, this.#charset));
    this.texts.push(...mapiTexts(properties, this.#charset, "attachment"));
    for (const { id, type, bytes } of properties) {
      if (id === ATTACH_DATA) attachment.data.push(type === 0x0d ? bytes.subarray(16) : bytes);
    }
  }

  #attachment(): Attachment {
    const last = this.#attachments.at(-1);
    if (last !== undefined) return last;
    const first: Attachment = { names: [], data: [] };
    this.#attachments.push(first);
    return first;
  }

  #strings(data: Buffer): string[] {
    return decodeTexts(data, [this.#charset]).texts.map((text) => text.replace(/\0[\s\S]*$/, ""));
  }

  #text(data: Buffer): void {
    for (const text of decodeTexts(data, [this.#charset]).texts)
      this.texts.push({ view: "text", text: cleanText(text.replaceAll("\0", "")), place: "message" });
  }
}
