import type { ServiceError, ServiceResponse } from "../core/service.ts";

const NAMESPACE = "http://ses.amazonaws.com/doc/2010-12-01/";
const HEADERS = { "content-type": "text/xml" };

type Tree = { [name: string]: string | Tree };
/** What a query call carries, lists (`member.N`) as arrays. */
export type QueryValue = string | QueryValue[] | { [name: string]: QueryValue };

/** Reads `Rule.Recipients.member.1=…` forms into one object. */
export function readQuery(body: string): Record<string, QueryValue> {
  const tree: Tree = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split(".");
    const last = path.pop() ?? "";
    let at = tree;
    for (const step of path) {
      at[step] ??= Object.create(null) as Tree;
      const next = at[step];
      if (typeof next === "string") break;
      at = next;
    }
    at[last] = value;
  }
  return toValue(tree) as Record<string, QueryValue>;
}

function toValue(tree: Tree | string): QueryValue {
  if (typeof tree === "string") return tree;
  const { member } = tree;
  if (typeof member === "object" && Object.keys(tree).length === 1)
    return Object.keys(member)
      .sort((a, b) => Number(a) - Number(b))
      .map((index) => toValue(member[index] ?? ""));
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, toValue(value)]));
}

const escapeXml = (text: string) => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

function toXml(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => `<member>${toXml(one)}</member>`).join("");
  if (typeof value === "object" && value !== null)
    return Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => `<${name}>${toXml(inner)}</${name}>`)
      .join("");
  return escapeXml(String(value));
}

/** Writes the answer of a query call. */
export function answerQuery(action: string, result: unknown, requestId: string): ServiceResponse {
  const body = `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${toXml(result)}</${action}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`;
  return { status: 200, headers: HEADERS, body };
}

/** Writes the error of a query call. */
export function failQuery(error: ServiceError, requestId: string): ServiceResponse {
  const type = error.status >= 500 ? "Receiver" : "Sender";
  const body = `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>${type}</Type><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  return { status: error.status, headers: HEADERS, body };
}
