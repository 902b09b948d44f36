import { type Candidate, defineDetector } from "./define-detector.ts";

const token = /[A-Za-z0-9_.-]+/y;

/** Signed and encrypted JSON Web Tokens. */
export const jsonWebToken = defineDetector({
  type: "json-web-token",
  label: "JSON Web Token",
  rule: "Three or five base64url pieces divided by dots, of which the first decodes to a JSON object with an algorithm.",
  source: "RFC 7515, RFC 7516, RFC 7519",
  limits: "Whether a token is expired is not asked.",
  search: {
    by: "text",
    *find({ text }) {
      for (let at = text.indexOf("eyJ"); at >= 0; at = text.indexOf("eyJ", Math.max(token.lastIndex, at + 3))) {
        token.lastIndex = at;
        const run = token.exec(text)?.[0] ?? "";
        if (/^[A-Za-z0-9_-]$/.test(text.charAt(at - 1))) continue;
        const found = readToken(run, at);
        if (found !== null) yield found;
      }
    },
  },
});

function readToken(run: string, start: number): Candidate | null {
  const pieces = run.split(".", 6);
  if (pieces.length < 3 || (pieces[0] as string).length > 4_000 || (pieces[1] as string).length < 4) return null;
  if (!hasAlgorithm(pieces[0] as string)) return null;
  const value = pieces.slice(0, pieces.length === 5 ? 5 : 3).join(".");
  return { start, end: start + value.length, value, confidence: "high" };
}

function hasAlgorithm(piece: string): boolean {
  try {
    const header: unknown = JSON.parse(Buffer.from(piece, "base64url").toString("utf8"));
    return typeof header === "object" && header !== null && "alg" in header && typeof header.alg === "string";
  } catch {
    return false;
  }
}
