import type { TlsFacts } from "../judge-receipt.ts";
import type { ReceiptRule } from "./receipt-rule.ts";

/** SES takes no TLS below this version. */
const LEAST = "1.2";

/** What receipt rules prove of a message taken for a recipient: TLS where a rule requires it, else nothing. */
export function provenByRules(gatewayRecipient: string, rules: readonly ReceiptRule[]): TlsFacts {
  const requiring = rules.filter(({ enabled, tlsPolicy }) => enabled && tlsPolicy === "Require");
  const proven = requiring.some(({ recipients }) => recipients.some((name) => isNamed(gatewayRecipient, name)));
  return proven ? { tls: "yes", least: LEAST, exact: false } : { tls: "unknown" };
}

function isNamed(recipient: string, name: string): boolean {
  const given = recipient.toLowerCase();
  const domain = given.slice(given.lastIndexOf("@") + 1);
  const wanted = name.toLowerCase();
  if (wanted.startsWith(".")) return domain.endsWith(wanted);
  return wanted.includes("@") ? given === wanted : domain === wanted;
}
