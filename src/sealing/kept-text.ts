import type { KeptPlace, KeptTexts } from "../tracking/kept-texts.ts";
import type { KeyWrapper, Sealer } from "./ports.ts";
import { UnsealError } from "./unseal-error.ts";

/** What keeping texts needs; `keys` wraps with a key that is for nothing else. */
export type KeptTextPorts = { readonly sealer: Sealer; readonly keys: KeyWrapper; readonly texts: KeptTexts };

/** Stands for the replay in place of a recipient. */
const replay = "replay";
const part = "text";
/** Bytes that tell the length of the wrapped key, which stands before what it opens. */
const lengthBytes = 2;

/** Seals a text under a new content key and keeps it; a repeat replaces it. Gives up when the signal aborts. */
export async function sealText(ports: KeptTextPorts, place: KeptPlace, plain: Buffer, signal: AbortSignal) {
  const { messageId } = place;
  const contentKey = ports.sealer.newContentKey();
  const sealed = await ports.sealer.seal(contentKey, { messageId, part }, plain);
  const wrapped = await ports.keys.wrap(contentKey, { messageId, recipientId: replay });
  contentKey.fill(0);
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt16BE(wrapped.length);
  signal.throwIfAborted();
  await ports.texts.put(place, Buffer.concat([length, wrapped, sealed]), signal);
}

/** A kept text, or null when there is none (any more). */
export async function openText(ports: KeptTextPorts, place: KeptPlace): Promise<Buffer | null> {
  const { messageId } = place;
  const kept = await ports.texts.get(place);
  if (kept === null) return null;
  if (kept.length < lengthBytes) throw new UnsealError();
  const end = lengthBytes + kept.readUInt16BE();
  const contentKey = await ports.keys.unwrap(kept.subarray(lengthBytes, end), { messageId, recipientId: replay });
  return ports.sealer.open(contentKey, { messageId, part }, kept.subarray(end));
}
