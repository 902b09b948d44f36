import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DynamoOutboxStore } from "../aws/dynamodb-outbox-store.ts";
import { DynamoSmtpAccess } from "../aws/dynamodb-smtp-access.ts";
import { DynamoTlsPolicies } from "../aws/dynamodb-tls-policies.ts";
import { DynamoTlsWitness } from "../aws/dynamodb-tls-witness.ts";
import type { SmtpAccessStore } from "../gateway/smtp-access.ts";
import type { TlsPolicyRepository } from "../tls/repository.ts";
import type { WitnessStore } from "../tls/witness.ts";
import type { OutboxStore } from "../tracking/ledger.ts";

/** What the console's pages about TLS work with. */
export type TlsAdminPorts = {
  readonly repository: TlsPolicyRepository;
  readonly witness: Pick<WitnessStore, "current">;
  /** How the gateway gets into the company's own mail server. */
  readonly smtpAccess: SmtpAccessStore;
  /** Finds test mails again. */
  readonly outbox: Pick<OutboxStore, "find">;
  readonly installed: {
    /** Networks of the company's mail servers as deployed; owners may have saved others. */
    readonly connectorNetworks: readonly string[];
    readonly ingress: "receipt-rules" | "mail-manager";
    readonly receiptTls: "optional" | "require";
    /** `smtp://host:port` of the company's own mail server; null: there is none. */
    readonly smtpServer: string | null;
    readonly smtpRoute: boolean;
  };
};

type Config = {
  readonly DIRECTORY_TABLE: string;
  readonly LEDGER_TABLE: string;
  readonly CONNECTOR_NETWORKS: readonly string[];
  readonly INGRESS: "receipt-rules" | "mail-manager";
  readonly RECEIPT_TLS: "optional" | "require";
  readonly SMTP_ROUTE: string | null;
};

/** Builds the ports over the tables' client. */
export function tlsAdminOf(
  client: DynamoDBDocumentClient,
  config: Config,
  secret: ConstructorParameters<typeof DynamoSmtpAccess>[2],
): TlsAdminPorts {
  return {
    repository: new DynamoTlsPolicies(client, config.DIRECTORY_TABLE),
    witness: new DynamoTlsWitness(client, config.DIRECTORY_TABLE),
    smtpAccess: new DynamoSmtpAccess(client, config.DIRECTORY_TABLE, secret),
    outbox: new DynamoOutboxStore(client, config.LEDGER_TABLE),
    installed: {
      connectorNetworks: config.CONNECTOR_NETWORKS,
      ingress: config.INGRESS,
      receiptTls: config.RECEIPT_TLS,
      smtpServer: config.SMTP_ROUTE,
      smtpRoute: config.SMTP_ROUTE !== null,
    },
  };
}
