import { setTimeout as pause } from "node:timers/promises";
import { type DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { isConditionFailure, isTransactionConflict } from "./condition-failure.ts";
import type { Write } from "./ledger-writes.ts";

const attempts = 6;

/** Writes all or nothing; false when a condition was not met. Transactions that cancel each other are repeated. */
export async function transact(client: DynamoDBDocumentClient, writes: readonly Write[]): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: [...writes] }));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      if (attempt === attempts || !isTransactionConflict(error)) throw error;
      await pause(Math.random() * 50 * 2 ** attempt);
    }
  }
}
