import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { MailManagerClient } from "@aws-sdk/client-mailmanager";
import { SESClient } from "@aws-sdk/client-ses";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DynamoTlsPolicies } from "../aws/dynamodb-tls-policies.ts";
import { DynamoTlsWitness } from "../aws/dynamodb-tls-witness.ts";
import { MailManagerDomains } from "../aws/mail-manager-domains.ts";
import { MailManagerTraffic } from "../aws/mail-manager-traffic.ts";
import { SesReceiptRules } from "../aws/ses-receipt-rules.ts";
import { systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import type { GatewaySettings } from "../gateway/settings.ts";
import { profileOf } from "../tls/compile/compile-for-ingress.ts";
import type { IngressPorts } from "../tls/ingress-ports.ts";

/** What keeping the ingress in step with TLS policies needs, from the function's environment. */
export function createIngressContext(
  environment: Readonly<Record<string, string | undefined>>,
  settings: () => GatewaySettings,
): IngressPorts {
  const config = readConfig(environment, [
    "DIRECTORY_TABLE",
    "INGRESS",
    "RECEIPT_TLS",
    "RECEIPT_RULE_SET",
    "RECEIPT_RULE",
    "TRAFFIC_POLICY",
    "DOMAIN_LIST",
    "DOMAIN_LIST_ARN",
  ]);
  const tables = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const { INGRESS: ingress, RECEIPT_TLS: receiptTls, DOMAIN_LIST_ARN: domainList } = config;
  const installed = { ingress, receiptTls, domainList };
  return {
    repository: new DynamoTlsPolicies(tables, config.DIRECTORY_TABLE),
    witness: new DynamoTlsWitness(tables, config.DIRECTORY_TABLE),
    profile: () => profileOf(installed, settings().stored.recipientForm),
    company: () => {
      const { gatewayDomain, companyDomains, connectorNetworks: networks, stored } = settings();
      return { gatewayDomain, companyDomains: new Set(companyDomains), networks, timeZone: stored.policyTimeZone };
    },
    rules: new SesReceiptRules(new SESClient({}), config.RECEIPT_RULE_SET),
    ruleNames: { gateway: config.RECEIPT_RULE, tlsPrefix: config.RECEIPT_RULE.replace(/gateway$/, "tls-") },
    traffic: new MailManagerTraffic(new MailManagerClient({}), config.TRAFFIC_POLICY),
    domains: new MailManagerDomains(new MailManagerClient({}), config.DOMAIN_LIST),
    clock: systemClock,
    pause: async (milliseconds) => {
      await pause(milliseconds);
    },
  };
}
