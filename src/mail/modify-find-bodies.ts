import { findDelimiters } from "./boundaries.ts";
import { type ContentHeaders, readContentHeaders } from "./content-headers.ts";
import { type HeaderBlock, parseHeaderBlock } from "./header-block.ts";
import { readLimits } from "./limits.ts";
import { decodeBody } from "./transfer-encoding.ts";

/** A part whose text readers show as the message's own. */
export type BodyPart = {
  readonly kind: "text" | "html";
  readonly headerStart: number;
  readonly start: number;
  readonly end: number;
  readonly block: HeaderBlock;
  readonly content: ContentHeaders;
};

/** Why a message's text must stay as it is. */
export type Untouchable = "signed" | "encrypted" | "no-text";

/** The parts that show the message's text, each alternative one, or why there are none to change. */
export type Bodies = { readonly parts: readonly BodyPart[]; readonly untouchable: Untouchable | null };

const DEEPEST = 20;

/** Finds the text that a footer belongs under; `first` the one at the top, else the one at the end. */
export function findBodies(raw: Buffer, which: "first" | "last"): Bodies {
  const found = walk(raw, 0, raw.length, which, 0);
  return found.parts.length > 0 ? found : { parts: [], untouchable: found.untouchable ?? "no-text" };
}

function walk(raw: Buffer, start: number, end: number, which: "first" | "last", depth: number): Bodies {
  const block = parseHeaderBlock(raw, start, end, readLimits);
  const content = readContentHeaders(block.fields, "text/plain");
  const type = content.types[0]?.type ?? "text/plain";
  const untouchable = untouchableType(type);
  if (untouchable !== null || depth > DEEPEST) return { parts: [], untouchable };
  if (type.startsWith("multipart/")) {
    const children = childrenOf(raw, block.bodyStart, end, content).map(([from, to]) =>
      walk(raw, from, to, which, depth + 1),
    );
    return combine(type, children, which);
  }
  const isBody = content.disposition !== "attachment" && content.names.length === 0 && content.conflicts.length === 0;
  if (!isBody || (type !== "text/plain" && type !== "text/html")) return { parts: [], untouchable: null };
  const part = { headerStart: start, start: block.bodyStart, end, block, content };
  const armour = armourIn(raw, part);
  if (armour !== null) return { parts: [], untouchable: armour };
  return { parts: [{ kind: type === "text/html" ? "html" : "text", ...part }], untouchable: null };
}

function untouchableType(type: string): Untouchable | null {
  if (type === "multipart/signed") return "signed";
  if (type === "multipart/encrypted") return "encrypted";
  return /^application\/(?:x-)?(?:pkcs7-mime|pgp-encrypted|x-microsoft-rpmsg-message)$/.test(type) ? "encrypted" : null;
}

/** Alternatives are one text; of parts in a row, one shows the text's beginning or end. */
function combine(type: string, children: readonly Bodies[], which: "first" | "last"): Bodies {
  const untouchable = children.find((child) => child.untouchable !== null)?.untouchable ?? null;
  if (type === "multipart/alternative") {
    const parts = untouchable === null ? children.flatMap((child) => child.parts) : [];
    return { parts, untouchable };
  }
  const shown = (type === "multipart/related" ? children.slice(0, 1) : children).filter(
    (child) => child.parts.length > 0 || child.untouchable !== null,
  );
  return (which === "first" ? shown[0] : shown.at(-1)) ?? { parts: [], untouchable };
}

function childrenOf(raw: Buffer, start: number, end: number, content: ContentHeaders): [number, number][] {
  const boundary = content.types[0]?.parameters.get("boundary")?.[0];
  if (boundary === undefined) return [];
  const delimiters = findDelimiters(raw, start, end, boundary).exact;
  return delimiters.flatMap(({ after, closing }, index): [number, number][] => {
    const next = delimiters[index + 1]?.before ?? end;
    return closing ? [] : [[after, Math.max(after, next)]];
  });
}

/** Text under an armoured OpenPGP signature or encryption. */
function armourIn(raw: Buffer, { start, end, content }: Omit<BodyPart, "kind">): Untouchable | null {
  const body = raw.subarray(start, end);
  const text = (decodeBody(body, content.encoding.encodings.slice(0, 1)).readings[0] ?? body).toString("latin1");
  if (text.includes("-----BEGIN PGP SIGNED MESSAGE-----")) return "signed";
  return text.includes("-----BEGIN PGP MESSAGE-----") ? "encrypted" : null;
}
