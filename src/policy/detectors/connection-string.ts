import { assignments } from "./assignments.ts";
import { type Candidate, defineDetector } from "./define-detector.ts";
import { isPlaceholder } from "./entropy.ts";

const credentials = /[^\s/@:"'<>]{0,128}:([^\s/@"'<>]{3,256})@[A-Za-z0-9[]/y;
const endings = new Set(["ord", "pwd", "key"]);
const azureKey = /^(?:[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==)$/;
const server = /(?:server|data source|host|addr(?:ess)?|user id|uid|database|initial catalog)[ \t]{0,2}=/i;
const NEAR = 200;

/** Passwords and keys in connection strings and addresses. */
export const connectionString = defineDetector({
  type: "connection-string",
  label: "Connection string with a password",
  rule: "An address with user and password before the host, a list of settings with a server and a password, or an Azure key setting.",
  source:
    "RFC 3986 section 3.2.1; ADO.NET, ODBC and libpq connection strings; Azure Storage and Service Bus connection strings",
  limits: "Placeholders such as <password> and names of variables are left out.",
  search: {
    by: "text",
    *find({ text }) {
      yield* addresses(text);
      for (const { start, end, name, value } of assignments(text, endings)) {
        if (isAzureKey(name, value) || isPasswordOfServer(text, start, end, name, value))
          yield { start, end, value, confidence: "high" };
      }
    },
  },
});

function isAzureKey(name: string, value: string): boolean {
  return /(?:AccountKey|SharedAccessKey)$/.test(name) && azureKey.test(value);
}

function isPasswordOfServer(text: string, start: number, end: number, name: string, value: string): boolean {
  if (!/(?:password|pwd)$/i.test(name) || value.length < 3 || isPlaceholder(value)) return false;
  const around = text.slice(Math.max(0, start - NEAR), start) + text.slice(end, end + NEAR);
  return around.includes(";") && server.test(around);
}

function* addresses(text: string): Generator<Candidate> {
  for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
    const scheme = /[a-z][a-z0-9+.-]{1,30}$/i.exec(text.slice(Math.max(0, at - 32), at))?.[0];
    if (scheme === undefined) continue;
    credentials.lastIndex = at + 3;
    const password = credentials.exec(text)?.[1];
    if (password === undefined || isPlaceholder(password)) continue;
    yield { start: at - scheme.length, end: credentials.lastIndex - 1, value: password, confidence: "high" };
  }
}
