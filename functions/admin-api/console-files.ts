import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { SealgateError } from "../../src/errors.ts";
import type { Answer, WebRequest } from "../middleware/route.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};
const basePlaceholder = "{{console-base}}";

/** The console's policy: everything from our own origin, nothing inline, nothing evaluated. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/** Answers the console's files from a folder; any other path is a page of the console, which draws itself. */
export function consoleFiles(folder: string, consoleUrl: string): (request: WebRequest) => Answer {
  let files: ReadonlyMap<string, Buffer> | undefined;
  const base = `${new URL(consoleUrl).pathname.replace(/\/$/, "")}/`;
  return (request) => {
    files ??= readFiles(folder);
    if (request.method !== "GET" && request.method !== "HEAD") {
      throw new SealgateError("method-not-allowed", 405, "the page does not take this method");
    }
    const isFile = request.path.startsWith("/assets/") || files.has(request.path);
    if (isFile && request.path !== "/index.html") return fileAnswer(files, request);
    const page = files.get("/index.html");
    if (page === undefined) throw new SealgateError("console-not-built", 503, "the console was not built");
    const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" };
    return { status: 200, headers, body: page.toString("utf8").replace(basePlaceholder, base) };
  };
}

function fileAnswer(files: ReadonlyMap<string, Buffer>, request: WebRequest): Answer {
  const plain = files.get(request.path);
  const type = types[extname(request.path)];
  if (plain === undefined || type === undefined) throw new SealgateError("not-found", 404, "no such file");
  const isHashed = request.path.startsWith("/assets/");
  const headers = {
    "content-type": type,
    "cache-control": isHashed ? "public, max-age=31536000, immutable" : "no-cache",
    vary: "Accept-Encoding",
  };
  const zipped = files.get(`${request.path}.gz`);
  if (zipped === undefined || !/\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
    return { status: 200, headers, body: plain };
  }
  return { status: 200, headers: { ...headers, "content-encoding": "gzip" }, body: zipped };
}

function readFiles(folder: string): ReadonlyMap<string, Buffer> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(
      entries.map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [`/${relative(folder, path).split(sep).join("/")}`, readFileSync(path)];
      }),
    );
  } catch {
    return new Map();
  }
}
