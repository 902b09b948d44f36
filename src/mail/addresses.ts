import { domainToASCII } from "node:url";
import { decodeEncodedWords } from "./encoded-words.ts";

/** An address with the name it was given. */
export type Mailbox = { readonly name: string; readonly address: string };

const MOST = 10_000;

/** Parses an address list tolerantly: names, quotes, comments, groups, encoded words; what is no address is left out. */
export function parseAddresses(value: string): Mailbox[] {
  const mailboxes: Mailbox[] = [];
  for (const item of splitList(value)) {
    const mailbox = parseMailbox(item);
    if (mailbox !== null && mailboxes.length < MOST) mailboxes.push(mailbox);
  }
  return mailboxes;
}

/** Domain of an address: lower case, A-label, without a trailing dot; "" where there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 0 ? "" : asciiDomain(address.slice(at + 1));
}

/** A domain in lower-case A-label form; "" when it is none. */
export function asciiDomain(domain: string): string {
  const bare = domain.trim().replace(/\.$/, "");
  return /^[\x21-\x7e\u0080-\uffff]+$/.test(bare) && !/[\\/@:?#%\s[\]]/.test(bare) ? domainToASCII(bare) : "";
}

/** An address in the form that is compared: domain folded, local part as it is. */
export function comparableAddress(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 0 ? address.trim().toLowerCase() : `${address.slice(0, at).trim().toLowerCase()}@${domainOf(address)}`;
}

type Scan = { quoted: boolean; comment: number; angle: boolean };

/** Splits at commas and semicolons outside quotes, comments and angle brackets; drops group names. */
function splitList(value: string): string[] {
  const items: string[] = [];
  const scan: Scan = { quoted: false, comment: 0, angle: false };
  let from = 0;
  for (let index = 0; index < value.length; index += 1) {
    const character = value[index] as string;
    if (character === "\\") {
      index += 1;
      continue;
    }
    const open = step(scan, character);
    if (open) continue;
    if (character === ":" && !scan.angle) from = index + 1;
    else if ((character === "," || character === ";") && !scan.angle) {
      items.push(value.slice(from, index));
      from = index + 1;
    }
  }
  items.push(value.slice(from));
  return scan.quoted || scan.comment > 0 || scan.angle ? value.split(/[,;]/) : items;
}

/** Follows quotes, comments and brackets; true while inside a quote or comment. */
function step(scan: Scan, character: string): boolean {
  if (character === '"' && scan.comment === 0) {
    scan.quoted = !scan.quoted;
    return true;
  }
  if (scan.quoted) return true;
  if (character === "(") scan.comment += 1;
  else if (character === ")" && scan.comment > 0) {
    scan.comment -= 1;
    return true;
  } else if (character === "<") scan.angle = true;
  else if (character === ">") scan.angle = false;
  return scan.comment > 0;
}

function parseMailbox(item: string): Mailbox | null {
  const open = item.lastIndexOf("<");
  const inside = open < 0 ? null : item.slice(open + 1).split(">")[0];
  if (inside !== null && inside !== undefined) {
    const address = tidyAddress(inside);
    return address === null ? null : { name: tidyName(item.slice(0, open)), address };
  }
  const comment = /\(([^()]*)\)/.exec(item)?.[1] ?? "";
  const address = tidyAddress(item.replace(/\([^()]*\)/g, " "));
  return address === null ? null : { name: tidyName(comment), address };
}

function tidyAddress(text: string): string | null {
  const unrouted = text.trim().replace(/^@[^:]*:/, "");
  const quoted = /^("(?:[^"\\]|\\.)*")\s*@\s*(\S+)$/.exec(unrouted);
  if (quoted !== null) return `${quoted[1]}@${quoted[2]}`;
  if (!unrouted.includes("@")) return null;
  const pieces = unrouted.split(/([@.])/).map((piece) => piece.trim());
  for (const word of pieces.join("").split(/[\s<>"(),;:]+/)) {
    const address = addressIn(word);
    if (address !== null) return address;
  }
  return null;
}

/** The longest beginning of a word that is an address: up to the last @ that something follows. */
function addressIn(word: string): string | null {
  let end = word.length;
  while (word[end - 1] === "@") end -= 1;
  return word.lastIndexOf("@", end - 1) > 0 && end > 0 ? word.slice(0, end) : null;
}

function tidyName(text: string): string {
  const unquoted = text.trim().replace(/"((?:[^"\\]|\\.)*)"/g, (_, inner: string) => inner.replace(/\\(.)/g, "$1"));
  return decodeEncodedWords(unquoted).replace(/\s+/g, " ").trim();
}
