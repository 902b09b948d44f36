import { decodeEncodedWords } from "./encoded-words.ts";
import type { HeaderField, MediaType } from "./message.ts";
import { parseParameters } from "./parameters.ts";
import { chooseEncodings, type EncodingChoice } from "./transfer-encoding.ts";

/** What the MIME fields of one header section say, in every way readers could take them. */
export type ContentHeaders = {
  /** Every media type declared, the likeliest first; never empty. */
  readonly types: readonly MediaType[];
  readonly encoding: EncodingChoice;
  readonly names: readonly string[];
  readonly charsets: readonly string[];
  readonly disposition: "inline" | "attachment" | null;
  readonly contentId: string | null;
  /** Details of `ambiguous` findings. */
  readonly conflicts: readonly string[];
};

const LONGEST_FIELD = 65_536;

/** Reads the MIME fields; `fallbackType` stands where no type is declared. */
export function readContentHeaders(fields: readonly HeaderField[], fallbackType: string): ContentHeaders {
  const mime = mimeValues(fields);
  const typeValues = mime["content-type"];
  const dispositionValues = mime["content-disposition"];
  const types = typeValues.map((value) => parseParameters(value.slice(0, LONGEST_FIELD)));
  const dispositions = dispositionValues.map((value) => parseParameters(value.slice(0, LONGEST_FIELD)));
  const encoding = chooseEncodings(mime["content-transfer-encoding"]);
  const conflicts: string[] = [];
  if (typeValues.length > 1 && new Set(typeValues.map(comparable)).size > 1) conflicts.push("duplicate-content-type");
  if ([...typeValues, ...dispositionValues].some((value) => value.length > LONGEST_FIELD)) conflicts.push("long-field");
  if (encoding.conflict !== null) conflicts.push(encoding.conflict);
  return {
    types: types.length > 0 ? types : [{ type: fallbackType, parameters: new Map() }],
    encoding,
    names: collectNames(types, dispositions, mime["content-location"]),
    charsets: types.flatMap(({ parameters }) => parameters.get("charset") ?? []),
    disposition: chooseDisposition(dispositions),
    contentId: mime["content-id"][0]?.replace(/^<|>$/g, "") ?? null,
    conflicts,
  };
}

type MimeValues = Record<
  "content-type" | "content-disposition" | "content-transfer-encoding" | "content-id" | "content-location",
  string[]
>;

/** Values of the MIME fields, gathered in one walk. */
function mimeValues(fields: readonly HeaderField[]): MimeValues {
  const values: MimeValues = {
    "content-type": [],
    "content-disposition": [],
    "content-transfer-encoding": [],
    "content-id": [],
    "content-location": [],
  };
  for (const { name, value } of fields)
    if (name.startsWith("content-") && Object.hasOwn(values, name)) values[name as keyof MimeValues].push(value);
  return values;
}

function comparable(value: string): string {
  return value.replace(/\s+/g, "").toLowerCase();
}

function chooseDisposition(dispositions: readonly MediaType[]): "inline" | "attachment" | null {
  const first = dispositions[0];
  if (first === undefined) return null;
  return first.type === "inline" ? "inline" : "attachment";
}

function collectNames(
  types: readonly MediaType[],
  dispositions: readonly MediaType[],
  locations: readonly string[],
): string[] {
  const given: string[] = [];
  const take = (from: readonly MediaType[], name: string) => {
    for (const { parameters } of from) given.push(...(parameters.get(name) ?? []));
  };
  take(dispositions, "filename");
  take(dispositions, "name");
  for (const type of types) for (const name of ["name", "filename"]) take([type], name);
  given.push(...locations.filter((value) => /\.[A-Za-z0-9]{1,8}$/.test(value)));
  if (given.length === 0) return given;
  return [...new Set(given.map((name) => decodeEncodedWords(name).replaceAll("\0", "").trim()))].filter(
    (name) => name !== "",
  );
}
