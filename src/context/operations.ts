import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { AccountStore } from "../accounts/account.ts";
import type { AccountDirectory } from "../accounts/account-directory.ts";
import type { CoReaderStore } from "../accounts/co-reader.ts";
import { DynamoAccountDirectory } from "../aws/dynamodb-account-directory.ts";
import { DynamoAccounts } from "../aws/dynamodb-accounts.ts";
import { DynamoCoReaders } from "../aws/dynamodb-co-readers.ts";
import { DynamoConnectorSecret } from "../aws/dynamodb-connector-secret.ts";
import { DynamoDailyCounts } from "../aws/dynamodb-daily-counts.ts";
import { DynamoHeldMail } from "../aws/dynamodb-held-mail.ts";
import { DynamoLedger } from "../aws/dynamodb-ledger.ts";
import { DynamoSentMessages } from "../aws/dynamodb-sent-messages.ts";
import { encryptionSdkSealer } from "../aws/encryption-sdk-sealer.ts";
import { KmsKeyWrapper } from "../aws/kms-key-wrapper.ts";
import { S3SealedStore } from "../aws/s3-sealed-store.ts";
import type { Clock } from "../clock.ts";
import type { ConnectorSecret } from "../gateway/connector-secret.ts";
import type { HeldPorts } from "../gateway/held-mail.ts";
import type { OpeningPorts } from "../sealing/open-message.ts";
import type { SentMessages } from "../sender/sent-message.ts";
import type { DailyCounts } from "../tracking/daily-counts.ts";
import type { OutboxBell } from "../tracking/outbox.ts";

/** What the console's day-to-day pages work with: tracking's actions, held mail, accounts, the dashboard. */
export type OperationsPorts = HeldPorts & {
  readonly sent: SentMessages;
  /** Opens what is sealed for reviewers, and nothing else. */
  readonly reviewing: OpeningPorts;
  readonly coReaders: CoReaderStore;
  readonly recipients: AccountDirectory & Pick<AccountStore, "raiseEpoch">;
  readonly counts: DailyCounts;
  readonly connector: ConnectorSecret;
  readonly companyDomains: readonly string[];
  readonly gatewayDomain: string;
  readonly portalUrl: string;
};

type Config = {
  readonly LEDGER_TABLE: string;
  readonly DIRECTORY_TABLE: string;
  readonly ACCOUNTS_TABLE: string;
  readonly SEALED_BUCKET: string;
  readonly SEALED_KEY_ARN: string;
  readonly COMPANY_DOMAINS: readonly string[];
  readonly GATEWAY_DOMAIN: string;
  readonly PORTAL_URL: string;
};

/** Builds the ports over the tables' client. */
export function operationsOf(
  client: DynamoDBDocumentClient,
  config: Config,
  { bell, clock }: { readonly bell: OutboxBell; readonly clock: Clock },
): OperationsPorts {
  const reviewing = {
    sealer: encryptionSdkSealer,
    keys: new KmsKeyWrapper(new KMSClient({}), config.SEALED_KEY_ARN),
    store: new S3SealedStore(new S3Client({}), config.SEALED_BUCKET),
  };
  return { ...tablesOf(client, config, { bell, clock }), reviewing };
}

/** The ports that need nothing but the tables. */
export function tablesOf(
  client: DynamoDBDocumentClient,
  config: Omit<Config, "SEALED_BUCKET" | "SEALED_KEY_ARN">,
  { bell, clock }: { readonly bell: OutboxBell; readonly clock: Clock },
): Omit<OperationsPorts, "reviewing"> {
  const accounts = new DynamoAccounts(client, config.ACCOUNTS_TABLE);
  const directory = new DynamoAccountDirectory(client, config.ACCOUNTS_TABLE);
  return {
    held: new DynamoHeldMail(client, config.LEDGER_TABLE),
    ledger: new DynamoLedger(client, config.LEDGER_TABLE),
    bell,
    sent: new DynamoSentMessages(client, config.LEDGER_TABLE, bell),
    coReaders: new DynamoCoReaders(client, config.ACCOUNTS_TABLE),
    recipients: {
      list: (page) => directory.list(page),
      find: (address) => directory.find(address),
      dropFactors: (address) => directory.dropFactors(address),
      remove: (address) => directory.remove(address),
      raiseEpoch: (address) => accounts.raiseEpoch(address),
    },
    counts: new DynamoDailyCounts(client, config.LEDGER_TABLE),
    connector: new DynamoConnectorSecret(client, config.DIRECTORY_TABLE, clock),
    companyDomains: config.COMPANY_DOMAINS,
    gatewayDomain: config.GATEWAY_DOMAIN,
    portalUrl: config.PORTAL_URL,
  };
}
