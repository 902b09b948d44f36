import { parseHeaderBlock } from "./header-block.ts";
import { readLimits } from "./limits.ts";
import type { HeaderField } from "./message.ts";

/** Changes to a message's topmost header section. */
export type HeaderEdits = {
  /** Names (any case) or predicates on a field; every field that fits is removed. */
  readonly remove?: readonly (string | ((field: HeaderField) => boolean))[];
  /** New values; the first field of that name takes it, one is appended where there is none. */
  readonly replace?: Readonly<Record<string, string>>;
  readonly prepend?: readonly (readonly [name: string, value: string])[];
  readonly append?: readonly (readonly [name: string, value: string])[];
};

/** A field name or value that would break the header section. */
export class HeaderValueError extends Error {
  override readonly name = "HeaderValueError";
}

/** Applies edits to the header section; fields left alone keep their bytes, the body is byte-identical. */
export function editHeaders(raw: Buffer, edits: HeaderEdits): Buffer {
  const block = parseHeaderBlock(raw, 0, raw.length, { ...readLimits, headerBytes: raw.length });
  const replace = new Map(
    Object.entries(edits.replace ?? {}).map(([name, value]) => [name.toLowerCase(), { name, value }]),
  );
  const lines: Buffer[] = (edits.prepend ?? []).map(([name, value]) => fieldLine(name, value));
  for (const field of block.fields) {
    if (edits.remove?.some((rule) => (typeof rule === "string" ? rule.toLowerCase() === field.name : rule(field))))
      continue;
    const replacement = replace.get(field.name);
    if (replacement === undefined) lines.push(keptLine(raw, field));
    else lines.push(fieldLine(replacement.name, replacement.value));
    replace.delete(field.name);
  }
  for (const { name, value } of replace.values()) lines.push(fieldLine(name, value));
  for (const [name, value] of edits.append ?? []) lines.push(fieldLine(name, value));
  return Buffer.concat([...lines, Buffer.from("\r\n"), raw.subarray(block.bodyStart)]);
}

function keptLine(raw: Buffer, { start, end }: HeaderField): Buffer {
  const text = raw.toString("latin1", start, end).replace(/\r*\n|\r/g, "\r\n");
  return Buffer.from(`${text}\r\n`, "latin1");
}

/** One field; values may be folded but never end the field. */
function fieldLine(name: string, value: string): Buffer {
  if (!/^[\x21-\x39\x3b-\x7e]+$/.test(name))
    throw new HeaderValueError(`not a header field name: ${JSON.stringify(name)}`);
  if (/\r\n(?![ \t])|(?<!\r)\n|\r(?!\n)|\0/.test(value))
    throw new HeaderValueError(`line break in header field ${name}`);
  return Buffer.from(`${name}: ${value}\r\n`, "utf8");
}
