/** The header section of one MIME part, latin1, with its declared names. */
export type MimePart = { readonly headers: string };

const MAXIMUM_DEPTH = 50;

/** Lists the parts of a message without decoding any; stops when there are more than `limit`. */
export function mimeParts(message: string, limit: number): readonly MimePart[] {
  const parts: MimePart[] = [];
  walk(message, 0, parts, limit);
  return parts;
}

function walk(entity: string, depth: number, parts: MimePart[], limit: number): void {
  if (parts.length > limit || depth > MAXIMUM_DEPTH) return;
  const end = /\r?\n\r?\n|^\r?\n/.exec(entity);
  const headers = end ? entity.slice(0, end.index) : entity;
  parts.push({ headers });
  const boundary = boundaryOf(headers);
  if (boundary === undefined || end === null) return;
  const body = entity.slice(end.index + end[0].length);
  const delimiter = new RegExp(`(?<=^|\\n)--${boundary.replace(/[^\w]/g, "\\$&")}(--)?[ \\t]*(?:\\r?\\n|$)`, "g");
  let start: number | undefined;
  for (const match of body.matchAll(delimiter)) {
    if (start !== undefined) walk(body.slice(start, match.index), depth + 1, parts, limit);
    if (match[1] !== undefined) return;
    start = match.index + match[0].length;
  }
}

function boundaryOf(headers: string): string | undefined {
  const type = /^content-type:\s*multipart\/[^;]*;((?:.|\r?\n[ \t])*)/im.exec(headers);
  const [, quoted, plain] = /boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(type?.[1] ?? "") ?? [];
  return quoted ?? plain;
}

/** Every file name a part gives itself, in `filename` or `name`, plain, quoted, continued or encoded. */
export function fileNames({ headers }: MimePart): readonly string[] {
  const unfolded = headers.replace(/\r?\n[ \t]+/g, " ");
  const lines = unfolded.match(/^content-(?:type|disposition):.*$/gim) ?? [];
  return lines.flatMap((line) => {
    const found = new Map<string, string>();
    const parameters = /;\s*((?:file)?name)(?:\*\d+)?(\*)?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/gi;
    for (const [, name = "", extended, quoted, plain = ""] of line.matchAll(parameters)) {
      const value = extended ? percentDecoded(quoted ?? plain) : decodedWords(quoted?.replace(/\\(.)/g, "$1") ?? plain);
      found.set(name.toLowerCase(), (found.get(name.toLowerCase()) ?? "") + value);
    }
    return [...found.values()];
  });
}

const percentDecoded = (value: string) =>
  value
    .replace(/^[^']*'[^']*'/, "")
    .replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

const decodedWords = (value: string) =>
  value.replace(/=\?[^?]+\?([bq])\?([^?]*)\?=\s*/gi, (_, encoding: string, text: string) =>
    encoding.toLowerCase() === "b"
      ? Buffer.from(text, "base64").toString("latin1")
      : percentDecoded(text.replace(/_/g, " ").replace(/=/g, "%")),
  );
