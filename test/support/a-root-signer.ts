import { generateKeyPairSync, sign } from "node:crypto";
import type { RootSigner } from "../../src/audit/sign-root.ts";

/** A signing key in memory, as KMS would hold it. */
export function aRootSigner(): RootSigner {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    sign: async (bytes) => ({ keyId: "arn:aws:kms:test", signature: sign("sha256", bytes, privateKey) }),
    publicKey: async () => publicKey.export({ format: "der", type: "spki" }),
  };
}
