import type { MediaType, Part } from "./message.ts";
import { note, type Walk } from "./walk-state.ts";

const armor = /-----BEGIN PGP MESSAGE-----\r?\n([\s\S]*?)-----END PGP MESSAGE-----/;

/** Whether armoured text is an OpenPGP message whose first packet is an encrypted session key or encrypted data. */
export function isPgpEncrypted(text: string): boolean {
  const block = armor.exec(text)?.[1];
  if (block === undefined) return false;
  const blank = /(?:^|\n)[ \t]*\r?\n/.exec(block);
  if (blank === null) return false;
  const body = block.slice(blank.index + blank[0].length).replace(/\r?\n=[A-Za-z0-9+/]{4}\s*$/, "");
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
