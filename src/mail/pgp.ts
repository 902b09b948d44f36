import type { MediaType, Part } from "./message.ts";
import { note, type Walk } from "./walk-state.ts";

const opening = "-----BEGIN PGP MESSAGE-----";
const closing = "-----END PGP MESSAGE-----";

/** Whether every armoured OpenPGP message in a text begins with an encrypted session key or encrypted data. */
export function isPgpEncrypted(text: string): boolean {
  const blocks = text.split(opening, 100).slice(1);
  return (
    blocks.length > 0 &&
    blocks.every((block) => block.includes(closing) && isEncryptedBlock(block.slice(0, block.indexOf(closing))))
  );
}

/** Whether something stands beside the armoured messages of a text. */
export function hasTextBesidePgp(text: string): boolean {
  const [before = "", ...blocks] = text.split(opening);
  const around = [before, ...blocks.map((block) => block.slice(block.indexOf(closing) + closing.length))];
  return around.some((piece) => /\S/.test(piece));
}

function isEncryptedBlock(block: string): boolean {
  const blank = /\n[ \t]{0,80}\r?\n/.exec(block);
  if (blank === null) return false;
  const body = block.slice(blank.index + blank[0].length).replace(/\r?\n=[A-Za-z0-9+/]{4}\s{0,80}$/, "");
  if (!/^[A-Za-z0-9+/=\s]+$/.test(body)) return false;
  const bytes = Buffer.from(body, "base64");
  const tag = packetTag(bytes[0] ?? 0);
  return bytes.length >= 32 && (tag === 1 || tag === 3 || tag === 9 || tag === 18 || tag === 20);
}

function packetTag(byte: number): number {
  if ((byte & 0x80) === 0) return 0;
  return (byte & 0x40) === 0 ? (byte >> 2) & 15 : byte & 63;
}

/** Verifies the two parts of multipart/encrypted (RFC 3156): encrypted already, or closed as damaged. */
export function settlePgpMime(walk: Walk, path: string, type: MediaType, children: readonly Part[]): void {
  const parts = children.filter(({ kind }) => kind !== "stray");
  const [control, data] = parts;
  const protocol = type.parameters.get("protocol")?.[0]?.toLowerCase();
  const sound =
    parts.length === 2 &&
    protocol === "application/pgp-encrypted" &&
    control?.declaredType === protocol &&
    /^\s*Version: ?1\s*$/i.test(control.bytes().toString("latin1", 0, 200)) &&
    data !== undefined &&
    isPgpEncrypted(data.bytes().toString("latin1"));
  note(walk, sound ? "already-encrypted" : "corrupt", path, sound ? "pgp-mime" : "multipart-encrypted");
}
