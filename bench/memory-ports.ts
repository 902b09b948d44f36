import { encryptionSdkSealer } from "../src/aws/encryption-sdk-sealer.ts";
import type { sealMessage } from "../src/gateway/seal-message.ts";

/** Sealing for real, with a store that keeps nothing, as an upload would not either. */
export function memoryPorts(): Parameters<typeof sealMessage>[0] {
  return {
    sealer: encryptionSdkSealer,
    keys: { wrap: async (key) => key, unwrap: async (key) => key },
    sealed: {
      putPart: async () => {},
      getPart: async () => null,
      putKey: async () => {},
      getKey: async () => null,
    },
  };
}
