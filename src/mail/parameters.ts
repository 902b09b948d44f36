import { decodeWith } from "./charset.ts";
import { decodeEncodedWords } from "./encoded-words.ts";
import type { MediaType } from "./message.ts";

type Segment = { readonly name: string; readonly values: readonly string[] };

/** Values that one parameter may have; the field is judged as text too. */
const MOST_VALUES = 200;

/** Parses `value; name=value…` tolerantly; a parameter keeps every value a reader could take for it. */
export function parseParameters(field: string): MediaType {
  const known = remembered.get(field);
  if (known !== undefined) return known;
  const parsed = parsePlain(field) ?? parseAny(field);
  if (remembered.size < MOST_REMEMBERED && ofAnyMail.test(field)) remembered.set(field, parsed);
  return parsed;
}

/** Fields that tell nothing of a mail but that it has a text: few, and the same everywhere. */
const ofAnyMail = /^text\/(?:plain|html)(?:; ?charset="?[a-zA-Z0-9-]{1,20}"?)?$/;
const remembered = new Map<string, MediaType>();
const MOST_REMEMBERED = 200;

const plainType = /^[a-z0-9]+(?:\/[a-z0-9.+-]+)?$/i;
const plainParameter = /^[ \t]*([a-z0-9]+)=(?:"([^"\\;()=?\s]*(?:-=_[\w.+-]*)?)"|([\w.:+/-]+))[ \t]*$/i;
const MOST_PLAIN = 8;

/** What nearly every field is, read the short way: plain values, each name once; null where there is more to it. */
function parsePlain(field: string): MediaType | null {
  const segments = field.split(";", MOST_PLAIN + 1);
  const type = segments[0] as string;
  if (segments.length > MOST_PLAIN || !plainType.test(type)) return null;
  const parameters = new Map<string, readonly string[]>();
  for (let index = 1; index < segments.length; index += 1) {
    const found = plainParameter.exec(segments[index] as string);
    if (found === null) return null;
    const name = (found[1] as string).toLowerCase();
    const value = found[2] ?? (found[3] as string);
    if (parameters.has(name)) return null;
    parameters.set(name, value === "" ? [] : [value]);
  }
  return { type: type.toLowerCase(), parameters };
}

function parseAny(field: string): MediaType {
  const [first = "", ...rest] = splitSegments(field);
  const type = withoutComments(first)
    .replace(/[\s"']+/g, "")
    .split(",")[0] as string;
  const parameters = new Map<string, string[]>();
  const add = (name: string, value: string) => {
    const list = parameters.get(name) ?? [];
    if (value !== "" && list.length < MOST_VALUES && !list.includes(value)) list.push(value);
    parameters.set(name, list);
  };
  const segments = [...rest, ...brokenSegments(field)].flatMap(parseSegment);
  for (const [name, value] of joinContinuations(segments)) add(name, value);
  for (const { name, values } of segments) {
    const base = name.split("*")[0] as string;
    if (name === base) for (const value of values) add(base, decodeEncodedWords(value));
  }
  return { type: type.toLowerCase(), parameters };
}

/** Splits at semicolons outside quotes and comments. */
function splitSegments(field: string): string[] {
  const segments: string[] = [];
  let from = 0;
  let quoted = false;
  let depth = 0;
  for (let index = 0; index < field.length; index += 1) {
    const character = field[index];
    if (character === "\\") index += 1;
    else if (character === '"' && depth === 0) quoted = !quoted;
    else if (quoted) continue;
    else if (character === "(") depth += 1;
    else if (character === ")") depth = Math.max(0, depth - 1);
    else if (character === ";" && depth === 0) {
      segments.push(field.slice(from, index));
      from = index + 1;
    }
  }
  segments.push(field.slice(from));
  return quoted || depth > 0 ? field.split(";") : segments;
}

/** Parameters that stand without their semicolon, as in `text/plain charset=utf-8`. */
function brokenSegments(field: string): string[] {
  const found = field.matchAll(/\b(?:boundary|charset|name|filename)\s{0,8}=\s{0,8}(?:"[^"]*"|[^\s;"]+)/gi);
  return [...found].filter(({ index }) => !followsSemicolon(field, index)).map(([text]) => text);
}

function followsSemicolon(field: string, index: number): boolean {
  let at = index - 1;
  while (at >= 0 && field.charCodeAt(at) <= 32) at -= 1;
  return field[at] === ";";
}

function withoutComments(text: string): string {
  return text.includes("(") ? text.replace(/\([^()]*\)/g, "") : text;
}

function parseSegment(segment: string): Segment[] {
  const equals = segment.indexOf("=");
  if (equals < 0) return [];
  const name = withoutComments(segment.slice(0, equals)).trim().toLowerCase();
  const raw = segment.slice(equals + 1).trim();
  return name === "" ? [] : [{ name, values: valueReadings(raw) }];
}

function valueReadings(raw: string): string[] {
  if (raw.startsWith('"')) {
    const quoted = /^"((?:[^"\\]|\\.)*)(?:"|$)/s.exec(raw)?.[1] ?? raw.slice(1);
    const plain = quoted.replace(/\\(.)/gs, "$1");
    return quoted === plain ? [plain] : [plain, quoted];
  }
  const readings = [raw, withoutComments(raw).trim(), raw.split(/\s/)[0] as string];
  if (raw.startsWith("'")) readings.push(raw.replace(/^'|'$/g, ""));
  return [...new Set(readings)].filter((value) => value !== "");
}

/** RFC 2231: continuations joined, percent encoding and charset decoded. */
function joinContinuations(segments: readonly Segment[]): [string, string][] {
  const groups = new Map<string, Map<number, { value: string; encoded: boolean }>>();
  for (const { name, values } of segments) {
    const match = /^([^*]+)\*(?:(\d{1,4})(\*)?)?$/.exec(name);
    if (match === null) continue;
    const [, base = "", index = "0", star] = match;
    const group = groups.get(base) ?? new Map();
    groups.set(base, group);
    if (!group.has(Number(index))) {
      group.set(Number(index), { value: values[0] ?? "", encoded: star !== undefined || match[2] === undefined });
    }
  }
  return [...groups].map(([base, group]) => [base, joinGroup(group)]);
}

function joinGroup(group: Map<number, { value: string; encoded: boolean }>): string {
  const ordered = [...group].sort(([a], [b]) => a - b).map(([, piece]) => piece);
  const head = ordered[0]?.encoded ? /^([^']*)'[^']*'(.*)$/s.exec(ordered[0].value) : null;
  const charset = head?.[1] || "utf-8";
  const bytes = ordered.map(({ value, encoded }, position) => {
    const text = position === 0 && head !== null ? (head[2] as string) : value;
    return encoded ? percentBytes(text) : Buffer.from(text, "utf8");
  });
  return decodeEncodedWords(decodeWith(Buffer.concat(bytes), charset));
}

function percentBytes(text: string): Buffer {
  const bytes = Buffer.from(text, "utf8").toString("latin1");
  const decoded = bytes.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return Buffer.from(decoded, "latin1");
}
