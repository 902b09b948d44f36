import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { SignRootPorts } from "../audit/sign-root.ts";
import { DynamoAuditRoots } from "../aws/dynamodb-audit-roots.ts";
import { DynamoAuditStore } from "../aws/dynamodb-audit-store.ts";
import { KmsRootSigner } from "../aws/kms-root-signer.ts";
import { type Clock, systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";

/** What signing the audit log's end once a day needs, from the function's environment. */
export function createRootContext(
  environment: Readonly<Record<string, string | undefined>>,
): SignRootPorts & { readonly clock: Clock } {
  const config = readConfig(environment, ["DIRECTORY_TABLE", "AUDIT_KEY_ARN"]);
  const tables = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  return {
    auditEnd: new DynamoAuditStore(tables, config.DIRECTORY_TABLE),
    roots: new DynamoAuditRoots(tables, config.DIRECTORY_TABLE),
    signer: new KmsRootSigner(new KMSClient({}), config.AUDIT_KEY_ARN),
    clock: systemClock,
  };
}
