import type { TlsFacts } from "../judge-receipt.ts";
import type { ReceiptRule } from "./receipt-rule.ts";

/** SES takes no TLS below this version. */
const LEAST = "1.2";

/**
 * What receipt rules prove of a message taken for a recipient: TLS where a rule requires it, else nothing. Letters of
 * the local part count, since SES may have matched them so.
 */
export function provenByRules(gatewayRecipient: string, rules: readonly ReceiptRule[]): TlsFacts {
  const requiring = rules.filter(({ enabled, tlsPolicy }) => enabled && tlsPolicy === "Require");
  const proven = requiring.some(({ recipients }) => recipients.some((name) => isNamed(gatewayRecipient, name)));
  return proven ? { tls: "yes", least: LEAST, exact: false } : { tls: "unknown" };
}

function isNamed(recipient: string, name: string): boolean {
  const domain = domainPart(recipient);
  if (name.startsWith(".")) return domain.endsWith(name.toLowerCase());
  if (domain !== domainPart(name)) return false;
  return !name.includes("@") || localPart(recipient) === localPart(name);
}

const domainPart = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();
const localPart = (address: string) => address.slice(0, address.lastIndexOf("@"));
