import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { runningCloud } from "../../local/running.ts";
import { resetAdministrator } from "../../src/accounts/administrators/first-password.ts";
import { createAuditLog } from "../../src/audit/audit-log.ts";
import { DynamoAdministrators } from "../../src/aws/dynamodb-administrators.ts";
import { DynamoAuditStore } from "../../src/aws/dynamodb-audit-store.ts";
import { systemClock } from "../../src/clock.ts";

/** Where the directory table is, and how it is reached: as the environment says, or as a local cloud has told. */
export type DirectoryTable =
  | { readonly kind: "aws"; readonly table: string }
  | { readonly kind: "local"; readonly folder: string };

/** Puts a one-time password in place of the administrator's; null when there is no such administrator. */
export async function resetPassword(where: DirectoryTable, userName: string): Promise<string | null> {
  const { client, table } = reach(where);
  try {
    const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    const administrators = new DynamoAdministrators(documents, table);
    const password = await resetAdministrator({ administrators }, systemClock, userName);
    if (password === null) return null;
    const { subjectId: object = "" } = (await administrators.find(userName)) ?? {};
    const audit = createAuditLog(
      new DynamoAuditStore(documents, table),
      systemClock,
      async (ms) => void (await pause(ms)),
    );
    await audit.record({ by: "operator", from: "", action: "administrators.reset", object });
    return password;
  } finally {
    client.destroy();
  }
}

function reach(where: DirectoryTable): { client: DynamoDBClient; table: string } {
  if (where.kind === "aws") return { client: new DynamoDBClient({}), table: where.table };
  const { apiUrl: endpoint, region, credentials, directoryTable: table } = runningCloud(where.folder);
  return { client: new DynamoDBClient({ endpoint, region, credentials }), table };
}
