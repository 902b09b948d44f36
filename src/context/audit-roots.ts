import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { type AuditLog, createAuditLog } from "../audit/audit-log.ts";
import type { OpenActs } from "../audit/open-act.ts";
import type { SignRootPorts } from "../audit/sign-root.ts";
import { DynamoAuditRoots } from "../aws/dynamodb-audit-roots.ts";
import { DynamoAuditStore } from "../aws/dynamodb-audit-store.ts";
import { DynamoOpenActs } from "../aws/dynamodb-open-acts.ts";
import { KmsRootSigner } from "../aws/kms-root-signer.ts";
import { type Clock, systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";

/** What keeping the audit log needs, from the function's environment: signing its end, entering what was interrupted. */
export function createRootContext(
  environment: Readonly<Record<string, string | undefined>>,
): SignRootPorts & { readonly clock: Clock; readonly acts: OpenActs; readonly audit: AuditLog } {
  const config = readConfig(environment, ["DIRECTORY_TABLE", "AUDIT_KEY_ARN"]);
  const tables = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const auditEnd = new DynamoAuditStore(tables, config.DIRECTORY_TABLE);
  return {
    auditEnd,
    acts: new DynamoOpenActs(tables, config.DIRECTORY_TABLE),
    audit: createAuditLog(auditEnd, systemClock, async (milliseconds) => {
      await pause(milliseconds);
    }),
    roots: new DynamoAuditRoots(tables, config.DIRECTORY_TABLE),
    signer: new KmsRootSigner(new KMSClient({}), config.AUDIT_KEY_ARN),
    clock: systemClock,
  };
}
