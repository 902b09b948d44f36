import { decodeEncodedWords } from "./encoded-words.ts";
import { rawHeaderValues } from "./header-fields.ts";
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
  const typeValues = rawHeaderValues(fields, "content-type");
  const dispositionValues = rawHeaderValues(fields, "content-disposition");
  const types = typeValues.map((value) => parseParameters(value.slice(0, LONGEST_FIELD)));
  const dispositions = dispositionValues.map((value) => parseParameters(value.slice(0, LONGEST_FIELD)));
  const encoding = chooseEncodings(rawHeaderValues(fields, "content-transfer-encoding"));
  const conflicts: string[] = [];
  if (new Set(typeValues.map(comparable)).size > 1) conflicts.push("duplicate-content-type");
  if ([...typeValues, ...dispositionValues].some((value) => value.length > LONGEST_FIELD)) conflicts.push("long-field");
  if (encoding.conflict !== null) conflicts.push(encoding.conflict);
  return {
    types: types.length > 0 ? types : [{ type: fallbackType, parameters: new Map() }],
    encoding,
    names: collectNames(types, dispositions, fields),
    charsets: types.flatMap(({ parameters }) => parameters.get("charset") ?? []),
    disposition: chooseDisposition(dispositions),
    contentId: rawHeaderValues(fields, "content-id")[0]?.replace(/^<|>$/g, "") ?? null,
    conflicts,
  };
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
  fields: readonly HeaderField[],
): string[] {
  const given = [
    ...dispositions.flatMap(({ parameters }) => parameters.get("filename") ?? []),
    ...dispositions.flatMap(({ parameters }) => parameters.get("name") ?? []),
    ...types.flatMap(({ parameters }) => [...(parameters.get("name") ?? []), ...(parameters.get("filename") ?? [])]),
    ...rawHeaderValues(fields, "content-location").filter((value) => /\.[A-Za-z0-9]{1,8}$/.test(value)),
  ];
  return [...new Set(given.map((name) => decodeEncodedWords(name).replaceAll("\0", "").trim()))].filter(
    (name) => name !== "",
  );
}
