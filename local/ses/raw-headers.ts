/** One header field as it stands in the raw message; `value` is unfolded. */
export type Header = { readonly name: string; readonly value: string; readonly raw: string };

/** A raw message split at the first empty line; `body` starts with what follows that line. */
export type SplitMessage = { readonly headers: readonly Header[]; readonly separator: string; readonly body: Buffer };

/** Splits headers from body without touching a byte of either; text is latin1 so that every octet survives. */
export function splitMessage(raw: Buffer): SplitMessage {
  const crlf = raw.indexOf("\r\n\r\n");
  const lf = raw.indexOf("\n\n");
  const useCrlf = crlf >= 0 && (lf < 0 || crlf < lf);
  const end = useCrlf ? crlf + 2 : lf >= 0 ? lf + 1 : raw.length;
  const separator = useCrlf ? "\r\n" : lf >= 0 ? "\n" : "";
  const text = raw.subarray(0, end).toString("latin1");
  return { headers: parseHeaders(text), separator, body: raw.subarray(end + separator.length) };
}

function parseHeaders(text: string): Header[] {
  const fields = text.split(/(?<=\n)(?![ \t])/).filter((field) => field.length > 0);
  return fields.map((raw) => {
    const colon = raw.indexOf(":");
    const name = (colon < 0 ? raw : raw.slice(0, colon)).trimEnd();
    return { name, value: unfold(colon < 0 ? "" : raw.slice(colon + 1)), raw };
  });
}

/** Joins a folded value to one line. */
function unfold(value: string): string {
  return value.replace(/\r?\n[ \t]+/g, " ").trim();
}

/** Values of all fields of that name, in order. */
export function valuesOf(headers: readonly Header[], name: string): readonly string[] {
  return headers.filter((header) => header.name.toLowerCase() === name.toLowerCase()).map((header) => header.value);
}

/** Puts a message together again. */
export function joinMessage(headers: readonly (Header | string)[], { separator, body }: SplitMessage): Buffer {
  const head = headers.map((header) => (typeof header === "string" ? header : header.raw)).join("");
  return Buffer.concat([Buffer.from(head + separator, "latin1"), body]);
}
