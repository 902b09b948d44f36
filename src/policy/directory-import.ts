import type { Attributes, Group } from "../contracts/policies-directory.ts";
import { domainName } from "../contracts/policies-names.ts";
import { asciiDomain } from "../mail/addresses.ts";
import { type CsvRow, readCsv } from "./directory-csv.ts";
import { asAddress, type ImportProblem } from "./directory-rows.ts";

/** Members read for one group, and what could not be taken. */
export type GroupImport = {
  readonly members: Pick<Group, "addresses" | "domains">;
  /** Members that stand more than once, counted beyond the first. */
  readonly repeated: number;
  readonly problems: readonly ImportProblem[];
};

/** Reads the members of a group from CSV: one address, or "@" and a domain, a row; a heading names the column. */
export function importGroupCsv(text: string): GroupImport {
  const rows = readCsv(text);
  const heading = rows[0]?.cells.findIndex((cell) => /^(?:e-?mail|address|member|mail|domain)/i.test(cell)) ?? -1;
  const isHeading = heading >= 0 && !rows[0]?.cells.some((cell) => cell.includes("@"));
  const column = isHeading ? heading : 0;
  const addresses = new Map<string, string>();
  const domains = new Set<string>();
  const problems: ImportProblem[] = [];
  let repeated = 0;
  for (const row of isHeading ? rows.slice(1) : rows) {
    const before = addresses.size + domains.size;
    const problem = takeMember(row, column, addresses, domains);
    if (problem !== null) problems.push({ line: row.line, message: problem });
    else if (addresses.size + domains.size === before) repeated += 1;
  }
  return { members: { addresses: [...addresses.values()], domains: [...domains] }, repeated, problems };
}

function takeMember(row: CsvRow, column: number, addresses: Map<string, string>, domains: Set<string>): string | null {
  const cell = row.cells[column] ?? "";
  const name = cell.replace(/^\*?@/, "");
  const domain = asciiDomain(name);
  if (!name.includes("@") && domainName.safeParse(domain).success) {
    domains.add(domain);
    return null;
  }
  const address = asAddress(cell);
  if (address === null) return `${JSON.stringify(cell.slice(0, 80))} is neither an address nor a domain`;
  addresses.set(address.toLowerCase(), address);
  return null;
}

/** Attributes read for people, and what could not be taken. */
export type AttributeImport = { readonly attributes: Attributes; readonly problems: readonly ImportProblem[] };

/** Reads attributes from CSV: one person a row; the heading names the attributes and the column of the address. */
export function importAttributesCsv(text: string): AttributeImport {
  const [heading, ...rows] = readCsv(text);
  const names = heading?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const column = names.findIndex((name) => /^(?:e-?mail(?: ?address)?|address|mail)$/.test(name));
  if (column < 0) {
    const message = "the first row must name the columns, one of them “address”";
    return { attributes: {}, problems: [{ line: heading?.line ?? 1, message }] };
  }
  const people = rows.map(({ line, cells }) => ({
    line,
    address: cells[column] ?? "",
    values: names.flatMap((name, index) => (index === column ? [] : [[name, cells[index] ?? ""] as const])),
    extra: cells.length > names.length,
  }));
  return gather(people);
}

/** Reads attributes from JSON: an object by address, or a list of objects with an "address". */
export function importAttributesJson(text: string): AttributeImport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { attributes: {}, problems: [{ line: 1, message: `this is not JSON: ${(error as Error).message}` }] };
  }
  if (value === null || typeof value !== "object") {
    return { attributes: {}, problems: [{ line: 1, message: "must be an object by address, or a list" }] };
  }
  const entries = Array.isArray(value)
    ? value.map((item, index) => [String((item as { address?: unknown })?.address ?? ""), item, index] as const)
    : Object.entries(value).map(([address, item], index) => [address, item, index] as const);
  return gather(
    entries.map(([address, item, index]) => ({
      line: index + 1,
      address,
      values: Object.entries(item ?? {}).filter(([name]) => name !== "address"),
      extra: false,
    })),
  );
}

type Person = {
  readonly line: number;
  readonly address: string;
  readonly values: readonly (readonly [string, unknown])[];
  readonly extra: boolean;
};

function gather(people: readonly Person[]): AttributeImport {
  const attributes: Attributes = {};
  const problems: ImportProblem[] = [];
  for (const person of people) {
    const address = asAddress(person.address)?.toLowerCase() ?? null;
    const say = (message: string) => problems.push({ line: person.line, message });
    if (address === null) say(`${JSON.stringify(person.address.slice(0, 80))} is not an address`);
    else if (Object.hasOwn(attributes, address)) say(`${address} stands here for the second time`);
    else if (person.extra) say("the row has more cells than the first");
    else {
      const wrong = person.values.find(([name, value]) => !isAttribute(name, value));
      if (wrong === undefined) {
        const kept = person.values.filter(([, value]) => value !== "" && value !== null);
        attributes[address] = Object.fromEntries(kept.map(([name, value]) => [name.toLowerCase(), String(value)]));
      } else say(`the attribute ${JSON.stringify(wrong[0].slice(0, 64))} must be a short text`);
    }
  }
  return { attributes, problems };
}

function isAttribute(name: string, value: unknown): boolean {
  const short = ["string", "number", "boolean"].includes(typeof value) || value === null;
  return name !== "" && name.length <= 64 && short && String(value).length <= 1_000;
}
