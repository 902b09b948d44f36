import { createHash, timingSafeEqual } from "node:crypto";
import { BlockList, isIPv6 } from "node:net";
import { parseAddresses } from "../mail/addresses.ts";
import { dkimPassDomains } from "../mail/authentication-results.ts";
import { headerValues } from "../mail/header-fields.ts";
import type { ReadMessage } from "../mail/message.ts";
import { topReceived } from "../mail/received.ts";
import { type GatewaySettings, isInternal } from "./settings.ts";

/** Header by which the company's mail server proves its mail; removed before anything is stored. */
export const connectorHeader = "x-sealgate-connector";

/** Why a message is not the company's own. */
export type Foreign = "source-network" | "sender-domain" | "tenant-proof";

/**
 * Null when the message is the company's own: it comes from a listed network, its sender is in a company domain, and
 * it carries the company's proof (DKIM of a company domain, as SES saw it, or the connector's secret).
 */
export function whyForeign(
  message: Pick<ReadMessage, "headers">,
  envelopeFrom: string,
  settings: GatewaySettings,
  connectorSecrets: readonly string[],
): Foreign | null {
  const source = topReceived(message.headers)?.sourceIp;
  if (source === undefined || !inNetworks(source, settings.connectorNetworks)) return "source-network";
  const sender = envelopeFrom === "" ? headerSender(message) : envelopeFrom;
  if (sender === null || !isInternal(sender, settings)) return "sender-domain";
  const signed = dkimPassDomains(message.headers).some((domain) => settings.companyDomains.includes(domain));
  return signed || carriesSecret(message, connectorSecrets) ? null : "tenant-proof";
}

/** Whether a message is a notice of this gateway, as its signature proves; a header alone proves nothing. */
export function isOwnNotice(message: Pick<ReadMessage, "headers">, gatewayDomain: string): boolean {
  const from = headerSender(message)?.toLowerCase() ?? "";
  return from.endsWith(`@${gatewayDomain}`) && dkimPassDomains(message.headers).includes(gatewayDomain);
}

/** The only header From address; null when there is none or more than one. */
export function headerSender(message: Pick<ReadMessage, "headers">): string | null {
  const [value, ...others] = headerValues(message.headers, "from");
  const [mailbox, ...more] = others.length === 0 && value !== undefined ? parseAddresses(value) : [];
  return mailbox && more.length === 0 ? mailbox.address : null;
}

function carriesSecret(message: Pick<ReadMessage, "headers">, secrets: readonly string[]): boolean {
  const given = headerValues(message.headers, connectorHeader);
  const [value] = given;
  if (given.length !== 1 || value === undefined) return false;
  const digest = digestOf(value.trim());
  return secrets.some((secret) => timingSafeEqual(digest, digestOf(secret)));
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function inNetworks(address: string, networks: readonly string[]): boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [base = "", bits = ""] = network.split("/");
    list.addSubnet(base, Number(bits), isIPv6(base) ? "ipv6" : "ipv4");
  }
  return list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
