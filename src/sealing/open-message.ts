import type { KeyContext, KeyWrapper, SealedStore, Sealer } from "./ports.ts";

/** What opening needs. */
export type OpeningPorts = { readonly sealer: Sealer; readonly keys: KeyWrapper; readonly store: SealedStore };

/** The opened bytes of one part, or null when the recipient's key or the part no longer exists. */
export async function openPart(ports: OpeningPorts, who: KeyContext, part: string): Promise<Buffer | null> {
  const context = { messageId: who.messageId, part };
  const [wrapped, sealed] = await Promise.all([ports.store.getKey(who), ports.store.getPart(context)]);
  if (wrapped === null || sealed === null) return null;
  return ports.sealer.open(await ports.keys.unwrap(wrapped, who), context, sealed);
}
