import { forgetTokens } from "./idempotency.ts";
import type { ItemStore } from "./item-store.ts";
import type { Table } from "./table.ts";

const fiveYears = 5 * 365 * 24 * 60 * 60;

/** Deletes expired items (not those expired for over five years, as on AWS) and forgotten tokens. */
export const sweep = (store: ItemStore, tables: readonly Table[], now: Date): void => {
  const seconds = now.getTime() / 1000;
  for (const table of tables) {
    if (table.expiryAttribute !== undefined) store.deleteExpired(table, seconds - fiveYears, seconds);
  }
  forgetTokens(store, now);
};
