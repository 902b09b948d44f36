/** What a CMS object (S/MIME) holds. */
export type CmsContent =
  | { readonly kind: "enveloped" }
  | { readonly kind: "signed"; readonly content: Buffer | null }
  | { readonly kind: "other" };

type Node = { readonly tag: number; readonly start: number; readonly end: number; readonly next: number };

const SEQUENCE = 0x30;
const SET = 0x31;
const OID = 0x06;
const INTEGER = 0x02;
const DEEPEST = 20;

/** Content ciphers that really encrypt: AES, DES-EDE3, RC2, DES, Camellia, SEED, ChaCha20-Poly1305. */
const ciphers = [
  "6086480165030401",
  "2a864886f70d0307",
  "2a864886f70d0302",
  "2b0e030207",
  "2a83088c9a4b3d0101",
  "2a831a8c9a4401",
  "2a864886f70d0109100312",
];

/** Reads a CMS ContentInfo in BER or DER; null when the bytes are none, are damaged, or go on behind it. */
export function readCms(bytes: Buffer): CmsContent | null {
  try {
    const outer = readNode(bytes, 0, bytes.length);
    if (outer?.tag !== SEQUENCE || bytes.subarray(outer.next).some((byte) => byte > 32)) return null;
    const [type, explicit] = children(bytes, outer);
    if (type?.tag !== OID || explicit?.tag !== 0xa0) return null;
    const oid = bytes.toString("hex", type.start, type.end);
    const body = children(bytes, explicit)[0];
    if (body?.tag !== SEQUENCE) return null;
    if (oid === "2a864886f70d010703" || oid === "2a864886f70d0109100117") return readEnveloped(bytes, body);
    if (oid === "2a864886f70d010702") return readSigned(bytes, body);
    return oid.startsWith("2a864886f70d01") ? { kind: "other" } : null;
  } catch {
    return null;
  }
}

function readEnveloped(bytes: Buffer, body: Node): CmsContent | null {
  const fields = children(bytes, body);
  const recipients = fields.find(({ tag }) => tag === SET);
  const encrypted = fields.find(
    ({ tag, start }) => tag === SEQUENCE && start > (recipients?.end ?? Number.POSITIVE_INFINITY),
  );
  if (fields[0]?.tag !== INTEGER || recipients === undefined || encrypted === undefined) return null;
  if (children(bytes, recipients).length === 0) return null;
  const [contentType, algorithm, content] = children(bytes, encrypted);
  if (contentType?.tag !== OID || algorithm?.tag !== SEQUENCE || content === undefined) return null;
  if ((content.tag & 0xdf) !== 0x80 || content.end - content.start < 8) return null;
  const cipher = children(bytes, algorithm)[0];
  if (cipher?.tag !== OID) return null;
  const oid = bytes.toString("hex", cipher.start, cipher.end);
  return ciphers.some((known) => oid.startsWith(known)) ? { kind: "enveloped" } : null;
}

function readSigned(bytes: Buffer, body: Node): CmsContent | null {
  const encapsulated = children(bytes, body).find(({ tag }) => tag === SEQUENCE);
  if (encapsulated === undefined) return null;
  const explicit = children(bytes, encapsulated)[1];
  if (explicit === undefined) return { kind: "signed", content: null };
  const inner = children(bytes, explicit)[0];
  return inner === undefined ? null : { kind: "signed", content: octets(bytes, inner, 0) };
}

/** Content of an octet string, joined where it comes in pieces. */
function octets(bytes: Buffer, node: Node, depth: number): Buffer {
  if ((node.tag & 0x20) === 0 || depth > DEEPEST) return bytes.subarray(node.start, node.end);
  return Buffer.concat(children(bytes, node).map((piece) => octets(bytes, piece, depth + 1)));
}

function children(bytes: Buffer, parent: Node): Node[] {
  const nodes: Node[] = [];
  for (let at = parent.start; at < parent.end && nodes.length < 100_000; ) {
    const node = readNode(bytes, at, parent.end);
    if (node === null || (node.tag === 0 && node.next === at + 2)) break;
    nodes.push(node);
    at = node.next;
  }
  return nodes;
}

function readNode(bytes: Buffer, at: number, limit: number, depth = 0): Node | null {
  const tag = bytes[at];
  const length = bytes[at + 1];
  if (tag === undefined || length === undefined || at + 2 > limit || depth > DEEPEST) return null;
  if (length === 0x80) return readIndefinite(bytes, tag, at + 2, limit, depth);
  const extra = length > 0x80 ? length & 0x7f : 0;
  if (extra > 5) return null;
  const start = at + 2 + extra;
  const size = extra === 0 ? length : bytes.readUIntBE(at + 2, extra);
  return start + size > limit ? null : { tag, start, end: start + size, next: start + size };
}

function readIndefinite(bytes: Buffer, tag: number, start: number, limit: number, depth: number): Node | null {
  let at = start;
  while (at + 2 <= limit) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return { tag, start, end: at, next: at + 2 };
    const inner = readNode(bytes, at, limit, depth + 1);
    if (inner === null) return null;
    at = inner.next;
  }
  return null;
}
