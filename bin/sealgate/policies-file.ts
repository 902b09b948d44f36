import type { PolicySet } from "../../src/contracts/policies.ts";
import { importAttributesCsv, importAttributesJson } from "../../src/policy/directory-import.ts";
import { type PolicyProblem, parsePolicies } from "../../src/policy/parse-policies.ts";
import { type JsonPlaces, jsonPlaces, lineAndColumn, nearestOffset } from "./json-places.ts";
import { parseJson, readText } from "./read-json.ts";
import { UsageError } from "./usage-error.ts";

const MOST = 50;

type Source = { readonly file: string; readonly text: string; readonly places: JsonPlaces; readonly value: unknown };
type Placed = PolicyProblem & { readonly source: Source; readonly offset: number };

/**
 * The policies in a file, with the groups and attributes of a second file in place of its own. When they are not
 * valid, every problem is told with file, line, column and path.
 */
export function readPolicies(file: string, directoryFile?: string): PolicySet {
  const policies = load(file);
  const directory = directoryFile === undefined ? null : loadDirectory(directoryFile);
  const sources = directory === null ? [policies] : [directory, policies];
  const parsed = parsePolicies(directory === null ? policies.value : merged(policies, directory));
  const problems = [...sources.flatMap(repeatedKeys), ...(parsed.ok ? [] : parsed.problems.map(placed(sources)))];
  if (parsed.ok && problems.length === 0) return parsed.policies;
  throw new UsageError(["these policies are not valid", ...linesOf(problems)].join("\n"));
}

function load(file: string): Source {
  const text = readText(file);
  const value = parseJson(file, text);
  return { file, text, value, places: jsonPlaces(text) };
}

/** Groups and attributes as in a policies file; or attributes of people alone, as CSV, or as JSON by address. */
function loadDirectory(file: string): Source {
  const text = readText(file);
  const isTable = /\.csv$/i.test(file);
  const value = isTable ? null : parseJson(file, text);
  if (isObject(value) && Object.keys(value).every((key) => directoryKeys.includes(key)))
    return { file, text, value, places: jsonPlaces(text) };
  const { attributes, problems } = isTable ? importAttributesCsv(text) : importAttributesJson(text);
  const lines = problems
    .slice(0, MOST)
    .map(({ line, message }) => `${file}: ${isTable ? "row" : "entry"} ${line}: ${message}`);
  if (problems.length > 0) throw new UsageError(["this directory is not valid", ...lines].join("\n"));
  return { file, text, value: { attributes }, places: jsonPlaces("{}") };
}

const directoryKeys = ["groups", "attributes"];

function merged(policies: Source, directory: Source): unknown {
  return isObject(policies.value) ? { ...policies.value, ...(directory.value as object) } : policies.value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function repeatedKeys(source: Source): Placed[] {
  return source.places.repeated.map((key) => ({ ...key, source, message: "this key is given twice" }));
}

/** Puts a problem into the file that gave its value; an unknown key is shown where it stands. */
function placed(sources: readonly Source[]): (problem: PolicyProblem) => Placed {
  return (problem) => {
    const { path, message } = problem;
    const [top = ""] = path.split(/[.[]/);
    const source = sources.find(({ places }) => top !== "" && places.values.has(top)) ?? (sources.at(-1) as Source);
    const unknown = /^Unrecognized keys?: "([^"]+)"/.exec(message)?.[1];
    const key =
      unknown === undefined ? undefined : source.places.keys.get(path === "" ? unknown : `${path}.${unknown}`);
    return { ...problem, source, offset: key ?? nearestOffset(source.places, path) };
  };
}

function linesOf(problems: readonly Placed[]): string[] {
  const sorted = [...problems].sort((a, b) => a.offset - b.offset);
  const lines = sorted.slice(0, MOST).map(({ source, path, message, offset }) => {
    const { line, column } = lineAndColumn(source.text, offset);
    return `${source.file}:${line}:${column}: ${path === "" ? "" : `${path}: `}${message}`;
  });
  return sorted.length > MOST ? [...lines, `… and ${sorted.length - MOST} more`] : lines;
}
