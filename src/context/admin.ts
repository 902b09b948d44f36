import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DynamoDrafts } from "../aws/dynamodb-drafts.ts";
import { DynamoJudgedMessages } from "../aws/dynamodb-judged-messages.ts";
import { DynamoMessageTracking } from "../aws/dynamodb-message-tracking.ts";
import { DynamoPolicies } from "../aws/dynamodb-policies.ts";
import { smtpAccessPurpose } from "../aws/dynamodb-smtp-access.ts";
import { KmsSecret } from "../aws/kms-secret.ts";
import { DynamoOutbox, SqsOutboxBell } from "../aws/outbox-queue.ts";
import { type Clock, systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import type { DeployedSettings } from "../gateway/settings.ts";
import type { DraftStore } from "../lifecycle/draft.ts";
import { createLog, type Log } from "../log.ts";
import type { PolicyRepository } from "../policy/repository.ts";
import { type IngressProfile, ingressProfileOf } from "../policy/unanswerable.ts";
import type { KeptTextPorts } from "../sealing/kept-text.ts";
import type { JudgedMessages } from "../tracking/judged-messages.ts";
import type { MessageTracking } from "../tracking/message-tracking.ts";
import type { Outbox } from "../tracking/outbox.ts";
import { type AccessPorts, accessOf, auditKey } from "./access.ts";
import { keptTextsOf } from "./kept-texts.ts";
import { type OperationsPorts, operationsOf } from "./operations.ts";
import { type TlsAdminPorts, tlsAdminOf } from "./tls.ts";

/** What the admin API works with. */
export type AdminContext = AccessPorts &
  OperationsPorts & {
    readonly clock: Clock;
    readonly log: Log;
    readonly portalName: string;
    readonly consoleUrl: string;
    /** What holds where settings are silent. */
    readonly deployed: Pick<DeployedSettings, "connectorNetworks" | "defaultExpiryDays">;
    readonly policies: PolicyRepository;
    readonly drafts: DraftStore;
    readonly judged: JudgedMessages;
    /** Texts of past messages, where owners have them kept. */
    readonly kept: KeptTextPorts;
    readonly ingress: IngressProfile;
    readonly outbox: Outbox;
    readonly tracking: MessageTracking;
    readonly tls: TlsAdminPorts;
  };

const wait = async (milliseconds: number) => {
  await pause(milliseconds);
};

const variables = [
  "LEDGER_TABLE",
  "DIRECTORY_TABLE",
  "ACCOUNTS_TABLE",
  "CONSOLE_URL",
  "PORTAL_NAME",
  "OUTBOX_QUEUE_URL",
  "AUDIT_KEY_ARN",
  "SEALED_BUCKET",
  "SEALED_KEY_ARN",
  "KEPT_KEY_ARN",
  "COMPANY_DOMAINS",
  "GATEWAY_DOMAIN",
  "PORTAL_URL",
  "INGRESS",
  "RECEIPT_TLS",
  "CONNECTOR_NETWORKS",
  "DEFAULT_EXPIRY_DAYS",
  "SMTP_ROUTE",
  "SMTP_ACCESS_KEY_ARN",
] as const;

/** Builds the admin API's clients and adapters from its environment. */
export function createAdminContext(environment: Readonly<Record<string, string | undefined>>): AdminContext {
  const config = readConfig(environment, variables);
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const clock = systemClock;
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const bell = new SqsOutboxBell(sqs, config.OUTBOX_QUEUE_URL);
  return {
    ...accessOf(client, config, { clock, pause: wait, signer: auditKey(config.AUDIT_KEY_ARN) }),
    ...operationsOf(client, config, { bell, clock }),
    clock,
    log: createLog(),
    portalName: config.PORTAL_NAME,
    consoleUrl: config.CONSOLE_URL,
    deployed: { connectorNetworks: config.CONNECTOR_NETWORKS, defaultExpiryDays: config.DEFAULT_EXPIRY_DAYS },
    outbox: new DynamoOutbox(client, config.LEDGER_TABLE, sqs, config.OUTBOX_QUEUE_URL, clock),
    policies: new DynamoPolicies(client, config.DIRECTORY_TABLE),
    drafts: new DynamoDrafts(client, config.DIRECTORY_TABLE),
    judged: new DynamoJudgedMessages(client, config.LEDGER_TABLE, () => clock.now()),
    kept: keptTextsOf(new S3Client({}), config),
    ingress: ingressProfileOf({ ingress: config.INGRESS, receiptTls: config.RECEIPT_TLS }),
    tracking: new DynamoMessageTracking(client, config.LEDGER_TABLE, () => clock.now()),
    tls: tlsAdminOf(client, config, new KmsSecret(new KMSClient({}), config.SMTP_ACCESS_KEY_ARN, smtpAccessPurpose)),
  };
}
