import type { Finding } from "../mail/findings.ts";
import { headerValues } from "../mail/header-fields.ts";
import { headerView } from "../mail/make-part.ts";
import type { HeaderField, Part, ReadMessage } from "../mail/message.ts";
import { ROW } from "../mail/text-views.ts";
import { filesOf, liesInside } from "./message-features.ts";
import type { Scope, Where } from "./types.ts";

/** One text of a message and where it stands. */
export type TextSource = {
  readonly scope: Scope;
  readonly part: string;
  readonly view: string;
  readonly text: string;
  readonly place?: string;
  readonly cellAt?: (offset: number) => string;
  /** Of a name: whether its file lies inside another. */
  readonly packed?: boolean;
};

/** Fields that machines write for machines: their numbers mean nothing to a reader. */
const technical =
  /^(?:received|message-id|references|in-reply-to|date|return-path|dkim-signature|domainkey-signature|arc-.*|authentication-results.*|received-spf|mime-version|content-type|content-transfer-encoding|content-id|content-disposition|thread-index|list-.*|feedback-id|x-ms-.*|x-google-.*|x-gm-.*|x-ses-.*|x-received|x-forefront.*|x-microsoft-.*|x-originating-ip|x-mailer|user-agent|x-spam.*|x-virus.*|x-proofpoint.*|x-mimecast.*|autocrypt|subject)$/;

/** Every text of a message, one after the other; findings made while reading go to `found`. */
export async function* textSources(
  message: ReadMessage,
  found: (findings: readonly Finding[]) => void,
): AsyncGenerator<TextSource> {
  for (const subject of headerValues(message.headers, "subject"))
    yield { scope: "subject", part: "", view: "header", text: subject };
  yield ownHeaderSource(message.headers);
  const files = filesOf(message);
  for (const part of message.parts) {
    yield* nameSources(part, files);
    const reading = await part.read();
    found(reading.findings);
    const scope = part.isAttachment ? "attachments" : "body";
    for (const one of reading.texts) if (one.view !== "header") yield { ...one, scope, part: part.path };
    if (part.path !== "1") yield* partHeaderSources(part);
  }
}

/** The message's own fields as one text. */
export function ownHeaderSource(headers: readonly HeaderField[]): TextSource {
  const shown = headers.filter(({ name }) => !technical.test(name));
  return { scope: "headers", part: "", view: "header", text: headerView(shown).text };
}

function* nameSources(part: Part, files: ReadonlySet<string>): Generator<TextSource> {
  if (part.names.length === 0) return;
  const packed = liesInside(part.path, files);
  for (const name of part.names) yield { scope: "names", part: part.path, view: "name", text: name, packed };
}

/** Header text of parts; an embedded message's subject counts as its content. */
function* partHeaderSources(part: Part): Generator<TextSource> {
  const fields: readonly HeaderField[] = part.headers.filter(({ name }) => name === "subject" || !technical.test(name));
  if (fields.length === 0) return;
  yield {
    scope: part.isAttachment ? "attachments" : "headers",
    part: part.path,
    view: "header",
    text: headerView(fields).text,
  };
}

/** Words for a place in a text: the line, or the cell of a table. */
export function placeOf({ scope, part, view, text, place, cellAt }: TextSource, offset: number): Where {
  if (cellAt !== undefined) return { scope, part, view, cell: cellAt(offset) };
  const inside = place === undefined ? {} : { place };
  if (view !== "cells") return { scope, part, view, ...inside, line: count(text, "\n", offset) + 1 };
  const row = text.lastIndexOf(ROW, offset - 1);
  const column = text.slice(row + 1, offset).split("\x1f").length;
  return { scope, part, view, cell: `${columnName(column)}${count(text, ROW, offset) + 1}` };
}

function count(text: string, mark: string, until: number): number {
  let found = 0;
  for (let at = text.indexOf(mark); at >= 0 && at < until; at = text.indexOf(mark, at + 1)) found += 1;
  return found;
}

function columnName(column: number): string {
  let name = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
