import { encryptionSdkSealer } from "../../src/aws/encryption-sdk-sealer.ts";
import type { KeptTextPorts } from "../../src/sealing/kept-text.ts";
import type { KeptPlace } from "../../src/tracking/kept-texts.ts";

/** Kept texts in memory: what lies there by hour and message, and what the next call of a kind comes to. */
export type SomeKeptTexts = KeptTextPorts & {
  readonly objects: Map<string, Buffer>;
  /** What happens before the next text is stored, or its key wrapped. */
  readonly troubles: { put?: () => Promise<unknown>; wrap?: () => Promise<unknown> };
  /** Message ids of which a text was opened. */
  readonly opened: string[];
};

/** No texts at first, and nothing that fails. */
export function someKeptTexts(): SomeKeptTexts {
  const objects = new Map<string, Buffer>();
  const troubles: SomeKeptTexts["troubles"] = {};
  const opened: string[] = [];
  const keyOf = ({ messageId, receivedAt }: KeptPlace) => `${receivedAt.slice(0, 13)}/${messageId}`;
  return {
    objects,
    troubles,
    opened,
    sealer: encryptionSdkSealer,
    keys: {
      wrap: async (key, context) => {
        await troubles.wrap?.();
        return Buffer.concat([Buffer.from(JSON.stringify(context)), key]);
      },
      unwrap: async (wrapped, context) => {
        opened.push(context.messageId);
        return wrapped.subarray(JSON.stringify(context).length);
      },
    },
    texts: {
      put: async (place, sealed) => {
        await troubles.put?.();
        objects.set(keyOf(place), sealed);
      },
      get: async (place) => objects.get(keyOf(place)) ?? null,
      remove: async (place) => void objects.delete(keyOf(place)),
      removeBefore: async (moment) => {
        const end = moment?.toISOString().slice(0, 13);
        const old = [...objects.keys()].filter((key) => end === undefined || key < end);
        for (const key of old) objects.delete(key);
        return { count: old.length, whole: true };
      },
    },
  };
}
