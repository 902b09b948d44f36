import { Parser } from "htmlparser2";

const reference = /&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?/g;
const MOST_REMEMBERED = 10_000;
const LONGEST_REMEMBERED = 40;
const remembered = new Map<string, string>();

/** Text of a page with its character references decoded; what is none stays as it is. */
export function decodeReferences(text: string): string {
  return text.includes("&") ? text.replace(reference, decodeOne) : text;
}

/** Pages repeat few references; each is worked out once. */
function decodeOne(written: string): string {
  const known = remembered.get(written);
  if (known !== undefined) return known;
  let decoded = "";
  const parser = new Parser({
    ontext: (text) => {
      decoded += text;
    },
  });
  parser.end(written);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  if (written.length <= LONGEST_REMEMBERED) remembered.set(written, decoded);
  return decoded;
}
