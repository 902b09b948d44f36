import type { SenderAccess, SenderCode, SenderPass } from "../../../src/sender/access.ts";

type Timed = SenderPass & { readonly endsAt: Date };

/** Senders' links, codes and sessions over maps. */
export function inMemorySenderAccess(): SenderAccess {
  const links = new Map<string, Timed>();
  const sessions = new Map<string, Timed>();
  const codes = new Map<string, SenderCode & { tries: number }>();
  const find = (from: Map<string, Timed>, hash: string, now: Date): SenderPass | null => {
    const found = from.get(hash);
    if (found === undefined || found.endsAt <= now) return null;
    const { endsAt: _, ...pass } = found;
    return pass;
  };
  return {
    putLink: async (hash, pass, endsAt) => void links.set(hash, { ...pass, endsAt }),
    findLink: async (hash, now) => find(links, hash, now),
    putCode: async (messageId, code) => void codes.set(messageId, { ...code, tries: 0 }),
    tryCode: async (messageId, maximum, now) => {
      const code = codes.get(messageId);
      if (code === undefined || code.tries >= maximum || code.expiresAt <= now.toISOString()) return null;
      code.tries += 1;
      return code;
    },
    spendCode: async (messageId, codeHash) => codes.get(messageId)?.codeHash === codeHash && codes.delete(messageId),
    putSession: async (hash, pass, endsAt) => void sessions.set(hash, { ...pass, endsAt }),
    findSession: async (hash, now) => find(sessions, hash, now),
    removeSession: async (hash) => void sessions.delete(hash),
  };
}
