import { encryptionSdkSealer } from "../../src/aws/encryption-sdk-sealer.ts";
import type { Clock } from "../../src/clock.ts";
import { type OperationsPorts, tablesOf } from "../../src/context/operations.ts";
import type { SomeStores } from "./some-stores.ts";

/** The ports of the console's day-to-day pages over real tables; sealed objects are kept in memory, bells silent. */
export function someOperations(stores: SomeStores, clock: Clock): OperationsPorts {
  const objects = new Map<string, Buffer>();
  const config = {
    LEDGER_TABLE: stores.ledger,
    DIRECTORY_TABLE: stores.directory,
    ACCOUNTS_TABLE: stores.accounts,
    COMPANY_DOMAINS: ["northwind.example"],
    GATEWAY_DOMAIN: "gw.northwind.example",
    PORTAL_URL: "https://mpc.example/mpc",
  };
  return {
    ...tablesOf(stores.client, config, { bell: { ring: async () => undefined }, clock }),
    reviewing: {
      sealer: encryptionSdkSealer,
      keys: { wrap: async (key) => key, unwrap: async (wrapped) => wrapped },
      store: {
        putPart: async ({ messageId, part }, sealed) => void objects.set(`${messageId}/${part}`, sealed),
        getPart: async ({ messageId, part }) => objects.get(`${messageId}/${part}`) ?? null,
        putKey: async ({ messageId, recipientId }, key) =>
          void objects.set(`${messageId}#${recipientId}`, Buffer.from(key)),
        getKey: async ({ messageId, recipientId }) => objects.get(`${messageId}#${recipientId}`) ?? null,
      },
    },
  };
}
