import type { ServiceError } from "../core/service.ts";
import { invalid } from "./failures.ts";

/** The most elements of a transaction. */
export const maximumElements = 100;

/** The most bytes a transaction's items may have together. */
export const maximumTransactionBytes = 4 * 1024 * 1024;

/** Two elements of a transaction name one item. */
export const repeatedItem = (): ServiceError =>
  invalid("Transaction request cannot include multiple operations on one item");
