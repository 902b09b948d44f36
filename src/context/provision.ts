import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESClient } from "@aws-sdk/client-ses";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DynamoAdministrators } from "../aws/dynamodb-administrators.ts";
import { DynamoGatewaySecrets } from "../aws/dynamodb-gateway-secrets.ts";
import { DynamoPolicies } from "../aws/dynamodb-policies.ts";
import { DynamoOutbox } from "../aws/outbox-queue.ts";
import { SesReceiptRuleSets } from "../aws/ses-receipt-rule-sets.ts";
import { type Clock, systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import type { ReceiptRuleSets } from "../gateway/active-rule-set.ts";
import type { InstallPorts } from "../gateway/install-first-settings.ts";

/** What the installation works with. */
export type ProvisionContext = InstallPorts & { readonly clock: Clock; readonly ruleSets: ReceiptRuleSets };

/** Builds the installation's clients and adapters from its environment. */
export function createProvisionContext(environment: Readonly<Record<string, string | undefined>>): ProvisionContext {
  const config = readConfig(environment, ["DIRECTORY_TABLE", "LEDGER_TABLE", "OUTBOX_QUEUE_URL", "COMPANY_DOMAINS"]);
  const clock = systemClock;
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return {
    clock,
    ruleSets: new SesReceiptRuleSets(new SESClient({})),
    companyDomains: config.COMPANY_DOMAINS,
    policies: new DynamoPolicies(client, config.DIRECTORY_TABLE),
    secrets: new DynamoGatewaySecrets(client, config.DIRECTORY_TABLE),
    administrators: new DynamoAdministrators(client, config.DIRECTORY_TABLE),
    outbox: new DynamoOutbox(
      client,
      config.LEDGER_TABLE,
      new SQSClient({ useQueueUrlAsEndpoint: false }),
      config.OUTBOX_QUEUE_URL,
      clock,
    ),
  };
}
