import { domainOf } from "../ses/addresses.ts";
import type { ReceiptRule, ReceiptRuleSet } from "../ses/receipt-rules.ts";

/** Enabled rules that name a recipient: an address, a domain, or `.domain` for its subdomains; no names = everybody. */
export function rulesFor(recipient: string, rules: ReceiptRuleSet | undefined): readonly ReceiptRule[] {
  return enabledRules(rules).filter(
    ({ Recipients }) => Recipients.length === 0 || Recipients.some((name) => matches(recipient, name)),
  );
}

/** The active set's rules that are switched on. */
function enabledRules(rules: ReceiptRuleSet | undefined): readonly ReceiptRule[] {
  return rules?.rules.filter(({ Enabled }) => Enabled) ?? [];
}

/** Whether nobody may send without TLS. */
export function allRequireTls(rules: ReceiptRuleSet | undefined): boolean {
  const enabled = enabledRules(rules);
  return enabled.length > 0 && enabled.every(({ TlsPolicy }) => TlsPolicy === "Require");
}

function matches(recipient: string, name: string): boolean {
  const wanted = name.toLowerCase();
  if (wanted.startsWith(".")) return domainOf(recipient).endsWith(wanted);
  return wanted.includes("@") ? recipient.toLowerCase() === wanted : domainOf(recipient) === wanted;
}
