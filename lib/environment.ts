import type { Resources } from "./grants/resources.ts";
import type { LiteralNames } from "./names.ts";
import type { Settings } from "./settings.ts";

/** Every variable that a function may be given; each gets only those it uses. */
export type Environment = ReturnType<typeof environmentOf>;

/** The name of an environment variable. */
export type Variable = keyof Environment;

/** The values of all variables. */
export function environmentOf(
  settings: Settings,
  resources: Resources,
  names: LiteralNames,
  urls: { readonly pickup: string; readonly console: string },
) {
  return {
    LEDGER_TABLE: resources.ledger.tableName,
    DIRECTORY_TABLE: resources.directory.tableName,
    ACCOUNTS_TABLE: resources.accounts.tableName,
    MAIL_BUCKET: resources.mailBucket.bucketName,
    SEALED_BUCKET: resources.sealedBucket.bucketName,
    SEALED_KEY_ARN: resources.sealedKey.keyArn,
    KEPT_KEY_ARN: resources.keptKey.keyArn,
    AUDIT_KEY_ARN: resources.auditKey.keyArn,
    OUTBOX_QUEUE_URL: resources.outbox.queueUrl,
    PORTAL_URL: urls.pickup,
    CONSOLE_URL: urls.console,
    PORTAL_NAME: settings.portalName,
    GATEWAY_DOMAIN: settings.gatewayDomain,
    COMPANY_DOMAINS: settings.companyDomains.join(","),
    OPERATOR_ADDRESS: settings.operatorAddress,
    CONNECTOR_NETWORKS: settings.connectorNetworks.join(","),
    CONFIGURATION_SET_REQUIRE: names.configurationSets.require.name,
    CONFIGURATION_SET_OPTIONAL: names.configurationSets.optional.name,
    DEFAULT_EXPIRY_DAYS: String(settings.defaultExpiryDays),
    INGRESS: settings.ingress,
    RECEIPT_TLS: settings.receiptTls,
    RECEIPT_RULE_SET: names.ruleSet,
    RECEIPT_RULE: names.rule.name,
    TRAFFIC_POLICY: resources.trafficPolicy?.id ?? "",
    DOMAIN_LIST: resources.trafficPolicy?.domainList.id ?? "",
    DOMAIN_LIST_ARN: resources.trafficPolicy?.domainList.arn ?? "",
    TLS_MARKER: settings.ingress === "mail-manager" ? names.tlsMarker : "",
    SMTP_ROUTE: settings.smtpRoute ?? "",
    SMTP_ACCESS_KEY_ARN: resources.smtpAccess?.keyArn ?? "",
  };
}

/** What sealing, notifying and sending read; inbound and housekeeping do the same work. */
export const gatewayVariables = [
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
] as const satisfies readonly Variable[];
