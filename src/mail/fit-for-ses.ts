import { isAscii } from "node:buffer";
import { parseAddresses } from "./addresses.ts";
import { extensionOf } from "./content-classes.ts";
import { editHeaders } from "./edit-headers.ts";
import { decodeEncodedWords, encodeHeaderText } from "./encoded-words.ts";
import { parseHeaderBlock } from "./header-block.ts";
import { leafSpans, type Span } from "./leaf-spans.ts";
import { readLimits } from "./limits.ts";
import type { HeaderField } from "./message.ts";
import { hasLongLine, isCarriable, reencodeLeaf } from "./reencode-part.ts";
import { MOST_PARTS, refusedExtensions, singleFields } from "./ses-limits.ts";

/** What was changed so that SES can carry the message. */
export type FitChange = "part-reencoded" | "header-encoded" | "surrounding-text-removed";

/** Why SES could not carry the message, whatever is re-encoded. */
export type FitProblem =
  | "attachment-name"
  | "duplicate-header"
  | "signed-part"
  | "too-many-parts"
  | "non-ascii-address"
  | "broken-header"
  | "long-header";

/** The message in a form SES carries, or the problem that prevents it (then `raw` is untouched). */
export type Fit = { readonly raw: Buffer; readonly changes: readonly FitChange[]; readonly problem: FitProblem | null };

/** Fits a message for SES; one that fits already comes back as the same buffer. */
export function fitForSes(raw: Buffer): Fit {
  const spans = leafSpans(raw);
  const { fields } = parseHeaderBlock(raw, 0, raw.length, readLimits);
  const problem = findProblem(raw, fields, spans);
  if (problem !== null) return { raw, changes: [], problem };
  const changes = new Set<FitChange>();
  const pieces: Buffer[] = [];
  for (const span of spans) {
    const piece = fitSpan(raw, span, changes);
    if (piece === null) return { raw, changes: [], problem: "signed-part" };
    pieces.push(piece);
  }
  const fitted = changes.size === 0 ? raw : Buffer.concat(pieces);
  return fitHeader(raw, fitted, changes);
}

function findProblem(raw: Buffer, fields: readonly HeaderField[], spans: readonly Span[]): FitProblem | null {
  const names = fields.map(({ name }) => name).filter((name) => singleFields.has(name));
  if (new Set(names).size < names.length) return "duplicate-header";
  const leaves = spans.filter(({ kind }) => kind === "leaf");
  if (leaves.length > MOST_PARTS) return "too-many-parts";
  if (spans.some(({ kind, start, end }) => start > 0 && kind === "header" && hasLongLine(raw.subarray(start, end))))
    return "long-header";
  const files = leaves.flatMap(({ content }) => content?.names ?? []);
  return files.some((file) => refusedExtensions.has(extensionOf(file))) ? "attachment-name" : null;
}

/** The bytes of one span as SES carries them; null where a signature forbids the change. */
function fitSpan(raw: Buffer, span: Span, changes: Set<FitChange>): Buffer | null {
  const whole = raw.subarray(span.headerStart, span.end);
  if (span.kind === "header" || isCarriable(raw.subarray(span.start, span.end))) return whole;
  if (span.signed) return null;
  if (span.kind === "between") {
    changes.add("surrounding-text-removed");
    return carriableLines(whole);
  }
  changes.add("part-reencoded");
  return reencodeLeaf(raw, span);
}

/** Keeps the lines of preambles that can go out; delimiter lines always can. */
function carriableLines(bytes: Buffer): Buffer {
  const lines = bytes.toString("latin1").split("\n");
  return Buffer.from(lines.filter((line) => isCarriable(Buffer.from(line, "latin1"))).join("\n"), "latin1");
}

const addressFields = new Set(["from", "sender", "to", "cc", "reply-to"]);

function fitHeader(raw: Buffer, fitted: Buffer, changes: Set<FitChange>): Fit {
  const { fields } = parseHeaderBlock(fitted, 0, fitted.length, readLimits);
  const replace: Record<string, string> = {};
  for (const field of fields) {
    const bytes = fitted.subarray(field.start, field.end);
    if (isAscii(bytes) && !hasLongLine(bytes)) continue;
    const value = encodeField(field);
    if (value === "non-ascii-address" || value === "long-header") return { raw, changes: [], problem: value };
    const name = originalName(fitted, field);
    if (!/^[\x21-\x39\x3b-\x7e]+$/.test(name)) return { raw, changes: [], problem: "broken-header" };
    replace[name] = value.text;
  }
  if (Object.keys(replace).length === 0) return { raw: fitted, changes: [...changes], problem: null };
  return { raw: editHeaders(fitted, { replace }), changes: [...changes, "header-encoded"], problem: null };
}

function originalName(raw: Buffer, { start, end }: HeaderField): string {
  return (raw.toString("latin1", start, Math.min(end, start + 200)).split(":")[0] as string).trim();
}

function encodeField({ name, value }: HeaderField): { text: string } | "non-ascii-address" | "long-header" {
  if (addressFields.has(name)) {
    const mailboxes = parseAddresses(value);
    if (mailboxes.some(({ address }) => !isAscii(Buffer.from(address)))) return "non-ascii-address";
    return { text: mailboxes.map((mailbox) => formatMailbox(mailbox.name, mailbox.address)).join(",\r\n ") };
  }
  if (name.startsWith("content-")) return "long-header";
  if (isAscii(Buffer.from(value))) {
    const folded = value.replace(/([^\r\n]{400,900}?)\s/g, "$1\r\n ");
    return hasLongLine(Buffer.from(folded)) ? "long-header" : { text: folded };
  }
  return { text: encodeHeaderText(decodeEncodedWords(value)) };
}

function formatMailbox(name: string, address: string): string {
  if (name === "") return address;
  const words = encodeHeaderText(name);
  return words === name ? `"${name.replace(/["\\]/g, "\\$&")}" <${address}>` : `${words} <${address}>`;
}
