import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DynamoActivations } from "../aws/dynamodb-account-activations.ts";
import { DynamoLinks } from "../aws/dynamodb-account-links.ts";
import { DynamoAccounts } from "../aws/dynamodb-accounts.ts";
import { DynamoAdministrators } from "../aws/dynamodb-administrators.ts";
import { DynamoCoReaders } from "../aws/dynamodb-co-readers.ts";
import { DynamoDailyCounts } from "../aws/dynamodb-daily-counts.ts";
import { DynamoDepositKeeper } from "../aws/dynamodb-deposit-keeper.ts";
import { DynamoDeposits } from "../aws/dynamodb-deposits.ts";
import { DynamoGatewaySecrets } from "../aws/dynamodb-gateway-secrets.ts";
import { DynamoLedger } from "../aws/dynamodb-ledger.ts";
import { DynamoOldMessages } from "../aws/dynamodb-old-messages.ts";
import { DynamoOutboxStore } from "../aws/dynamodb-outbox-store.ts";
import { DynamoPolicies } from "../aws/dynamodb-policies.ts";
import { DynamoSenderAccess } from "../aws/dynamodb-sender-access.ts";
import { DynamoSenderNotices } from "../aws/dynamodb-sender-notices.ts";
import { DynamoSmtpAccess, rememberedAccess, smtpAccessPurpose } from "../aws/dynamodb-smtp-access.ts";
import { DynamoStoredSettings } from "../aws/dynamodb-stored-settings.ts";
import { DynamoTlsPolicies } from "../aws/dynamodb-tls-policies.ts";
import { DynamoTlsWitness } from "../aws/dynamodb-tls-witness.ts";
import { encryptionSdkSealer } from "../aws/encryption-sdk-sealer.ts";
import { KmsKeyWrapper } from "../aws/kms-key-wrapper.ts";
import { KmsSecret } from "../aws/kms-secret.ts";
import { S3KeptTexts } from "../aws/s3-kept-texts.ts";
import { S3RawMail } from "../aws/s3-raw-mail.ts";
import { S3SealedRemover } from "../aws/s3-sealed-remover.ts";
import { S3SealedStore } from "../aws/s3-sealed-store.ts";
import { SesDelivery } from "../aws/ses-delivery.ts";
import { smtpRoute } from "../aws/smtp-route.ts";
import { systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import type { GatewayPorts } from "../gateway/ports.ts";
import { routedDelivery } from "../gateway/routed-delivery.ts";
import { withStored } from "../gateway/settings.ts";
import { createLog } from "../log.ts";
import { directoryOf } from "../policy/directory-of.ts";
import { LiveSettings } from "../settings/live-settings.ts";
import { letterPortsOf } from "./letters.ts";

const variables = [
  "LEDGER_TABLE",
  "DIRECTORY_TABLE",
  "ACCOUNTS_TABLE",
  "MAIL_BUCKET",
  "SEALED_BUCKET",
  "SEALED_KEY_ARN",
  "PORTAL_URL",
  "CONSOLE_URL",
  "PORTAL_NAME",
  "GATEWAY_DOMAIN",
  "COMPANY_DOMAINS",
  "OPERATOR_ADDRESS",
  "CONNECTOR_NETWORKS",
  "CONFIGURATION_SET_REQUIRE",
  "CONFIGURATION_SET_OPTIONAL",
  "DEFAULT_EXPIRY_DAYS",
  "TLS_MARKER",
  "SMTP_ROUTE",
  "SMTP_ACCESS_KEY_ARN",
] as const;

/** The gateway's ports; `refresh` before each piece of work brings the settings up to date. */
export type GatewayContext = Omit<GatewayPorts, "kept"> & { refresh: LiveSettings["refresh"] };

/** Everything that judging mail and carrying out effects needs, from the function's environment. */
export function createGatewayContext(
  environment: Readonly<Record<string, string | undefined>>,
  others?: GatewayPorts["others"],
): GatewayContext {
  const config = readConfig(environment, variables);
  const plain = new DynamoDBClient({});
  const tables = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
  const s3 = new S3Client({});
  const keys = new KmsKeyWrapper(new KMSClient({}), config.SEALED_KEY_ARN);
  const live = new LiveSettings(new DynamoStoredSettings(tables, config.DIRECTORY_TABLE), systemClock);
  const policies = new DynamoPolicies(tables, config.DIRECTORY_TABLE);
  const deployed = {
    gatewayDomain: config.GATEWAY_DOMAIN,
    companyDomains: config.COMPANY_DOMAINS,
    operatorAddress: config.OPERATOR_ADDRESS,
    portalName: config.PORTAL_NAME,
    portalUrl: config.PORTAL_URL,
    consoleUrl: config.CONSOLE_URL,
    connectorNetworks: config.CONNECTOR_NETWORKS,
    defaultExpiryDays: config.DEFAULT_EXPIRY_DAYS,
  };
  return {
    get settings() {
      return withStored(deployed, live.current);
    },
    refresh: (how) => live.refresh(how),
    ledger: new DynamoLedger(tables, config.LEDGER_TABLE),
    outbox: new DynamoOutboxStore(tables, config.LEDGER_TABLE),
    others,
    raw: new S3RawMail(s3, config.MAIL_BUCKET),
    delivery: deliveryOf(config, tables),
    tls: {
      repository: new DynamoTlsPolicies(tables, config.DIRECTORY_TABLE),
      witness: new DynamoTlsWitness(tables, config.DIRECTORY_TABLE),
      marker: config.TLS_MARKER,
      routes: { smtp: config.SMTP_ROUTE !== null },
      directory: async () => directoryOf((await policies.current())?.policySet ?? { groups: [], attributes: {} }),
    },
    policies,
    secrets: new DynamoGatewaySecrets(tables, config.DIRECTORY_TABLE),
    sealer: encryptionSdkSealer,
    keys,
    ...letterPortsOf({ client: tables, ledger: config.LEDGER_TABLE }, { s3, bucket: config.SEALED_BUCKET, keys }),
    sealed: new S3SealedStore(s3, config.SEALED_BUCKET),
    texts: new S3KeptTexts(s3, config.SEALED_BUCKET),
    remover: new S3SealedRemover(s3, config.SEALED_BUCKET),
    keeper: new DynamoDepositKeeper(tables, config.LEDGER_TABLE),
    ...accountPortsOf(tables, config.ACCOUNTS_TABLE),
    senderNotices: new DynamoSenderNotices(tables, config.LEDGER_TABLE),
    oldMessages: new DynamoOldMessages(tables, config.LEDGER_TABLE),
    mailboxes: new DynamoDeposits(tables, config.LEDGER_TABLE),
    counts: new DynamoDailyCounts(tables, config.LEDGER_TABLE),
    administrators: new DynamoAdministrators(tables, config.DIRECTORY_TABLE),
    clock: systemClock,
    log: createLog(),
  };
}

/** The ways out: a call that is repeated blindly is a mail that leaves twice; the outbox repeats what is worth it. */
function deliveryOf(config: ReturnType<typeof readConfig<(typeof variables)[number]>>, tables: DynamoDBDocumentClient) {
  const ses = new SesDelivery(new SESv2Client({ maxAttempts: 1 }), {
    require: config.CONFIGURATION_SET_REQUIRE,
    optional: config.CONFIGURATION_SET_OPTIONAL,
  });
  const { SMTP_ROUTE: url, GATEWAY_DOMAIN: name } = config;
  if (url === null) return routedDelivery(ses, null);
  const secret = new KmsSecret(new KMSClient({}), config.SMTP_ACCESS_KEY_ARN, smtpAccessPurpose);
  const store = new DynamoSmtpAccess(tables, config.DIRECTORY_TABLE, secret);
  return routedDelivery(ses, smtpRoute({ url, name, access: rememberedAccess(store, systemClock) }));
}

/** What notices need to know of recipients and senders. */
function accountPortsOf(client: DynamoDBDocumentClient, table: string) {
  return {
    accounts: new DynamoAccounts(client, table),
    activations: new DynamoActivations(client, table),
    links: new DynamoLinks(client, table),
    coReaders: new DynamoCoReaders(client, table),
    senders: new DynamoSenderAccess(client, table),
  };
}
