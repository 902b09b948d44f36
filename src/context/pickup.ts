import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { CoReaderStore } from "../accounts/co-reader.ts";
import type { AccountPorts } from "../accounts/ports.ts";
import { DynamoActivations } from "../aws/dynamodb-account-activations.ts";
import { DynamoDevices } from "../aws/dynamodb-account-devices.ts";
import { DynamoLinks } from "../aws/dynamodb-account-links.ts";
import { DynamoRateLimiter } from "../aws/dynamodb-account-rate-limiter.ts";
import { DynamoSessions } from "../aws/dynamodb-account-sessions.ts";
import { DynamoAccounts } from "../aws/dynamodb-accounts.ts";
import { DynamoCoReaders } from "../aws/dynamodb-co-readers.ts";
import { DynamoDeposits } from "../aws/dynamodb-deposits.ts";
import { DynamoSenderAccess } from "../aws/dynamodb-sender-access.ts";
import { DynamoSentMessages } from "../aws/dynamodb-sent-messages.ts";
import { DynamoStoredSettings } from "../aws/dynamodb-stored-settings.ts";
import { encryptionSdkSealer } from "../aws/encryption-sdk-sealer.ts";
import { KmsKeyWrapper } from "../aws/kms-key-wrapper.ts";
import { DynamoOutbox, SqsOutboxBell } from "../aws/outbox-queue.ts";
import { S3SealedStore } from "../aws/s3-sealed-store.ts";
import { type Clock, systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import type { Settings } from "../contracts/settings.ts";
import { createLog, type Log } from "../log.ts";
import type { WritingPorts } from "../pickup/letters/ports.ts";
import type { SenderAccess } from "../sender/access.ts";
import type { SentMessages } from "../sender/sent-message.ts";
import { LiveSettings } from "../settings/live-settings.ts";
import { letterPortsOf } from "./letters.ts";

/** What the pickup API works with. */
export type PickupContext = AccountPorts &
  WritingPorts & {
    readonly coReaders: CoReaderStore;
    readonly sent: SentMessages;
    readonly senders: SenderAccess;
    readonly clock: Clock;
    readonly log: Log;
    readonly portalName: string;
    /** What owners saved; `refresh` before each request brings it, and the portal's name, up to date. */
    readonly settings: Settings;
    refresh(): Promise<void>;
    readonly portalUrl: string;
  };

/** Builds the pickup API's clients and adapters from its environment. */
export function createPickupContext(environment: Readonly<Record<string, string | undefined>>): PickupContext {
  const config = readConfig(environment, [
    "DIRECTORY_TABLE",
    "ACCOUNTS_TABLE",
    "LEDGER_TABLE",
    "SEALED_BUCKET",
    "SEALED_KEY_ARN",
    "OUTBOX_QUEUE_URL",
    "PORTAL_URL",
    "PORTAL_NAME",
    "COMPANY_DOMAINS",
    "GATEWAY_DOMAIN",
  ]);
  const clock = systemClock;
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const bell = new SqsOutboxBell(sqs, config.OUTBOX_QUEUE_URL);
  const s3 = new S3Client({});
  const keys = new KmsKeyWrapper(new KMSClient({}), config.SEALED_KEY_ARN);
  const live = new LiveSettings(new DynamoStoredSettings(client, config.DIRECTORY_TABLE), clock);
  return {
    clock,
    log: createLog(),
    get portalName() {
      return live.current.brand.portalName ?? config.PORTAL_NAME;
    },
    get settings() {
      return live.current;
    },
    refresh: () => live.refresh(),
    portalUrl: config.PORTAL_URL,
    pause: async (milliseconds) => {
      await pause(milliseconds);
    },
    accounts: new DynamoAccounts(client, config.ACCOUNTS_TABLE),
    activations: new DynamoActivations(client, config.ACCOUNTS_TABLE),
    links: new DynamoLinks(client, config.ACCOUNTS_TABLE),
    sessions: new DynamoSessions(client, config.ACCOUNTS_TABLE),
    devices: new DynamoDevices(client, config.ACCOUNTS_TABLE),
    limiter: new DynamoRateLimiter(client, config.ACCOUNTS_TABLE, clock),
    outbox: new DynamoOutbox(client, config.LEDGER_TABLE, sqs, config.OUTBOX_QUEUE_URL, clock),
    ...letterPortsOf({ client, ledger: config.LEDGER_TABLE, bell }, { s3, bucket: config.SEALED_BUCKET, keys }),
    companyDomains: config.COMPANY_DOMAINS,
    gatewayDomain: config.GATEWAY_DOMAIN,
    sent: new DynamoSentMessages(client, config.LEDGER_TABLE, bell),
    senders: new DynamoSenderAccess(client, config.ACCOUNTS_TABLE),
    deposits: new DynamoDeposits(client, config.LEDGER_TABLE),
    coReaders: new DynamoCoReaders(client, config.ACCOUNTS_TABLE),
    opening: {
      sealer: encryptionSdkSealer,
      keys,
      store: new S3SealedStore(s3, config.SEALED_BUCKET),
    },
  };
}
