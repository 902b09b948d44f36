import { ruleLimits } from "./rule-limits.ts";

/** A receipt rule as SES keeps it; what it does with mail is not our business here and stays as it is. */
export type ReceiptRule = {
  readonly name: string;
  readonly enabled: boolean;
  readonly tlsPolicy: "Require" | "Optional";
  readonly recipients: readonly string[];
  readonly scanEnabled: boolean;
  readonly actions: readonly unknown[];
};

/** Names of the rules in our set: the gateway's own, and the start of those that require TLS. */
export type RuleNames = { readonly gateway: string; readonly tlsPrefix: string };

/** What the rule set must do; compiled from policies. */
export type RequiredTls = { readonly requireAll: boolean; readonly recipients: readonly string[] };

/** The n-th rule that requires TLS; it has no actions: the gateway's rule takes the mail. */
export function tlsRule(prefix: string, number: number, recipients: readonly string[]): ReceiptRule {
  const name = `${prefix}${String(number).padStart(3, "0")}`;
  return { name, enabled: true, tlsPolicy: "Require", recipients, scanEnabled: false, actions: [] };
}

/** Whether a rule is the gateway's own or one of those that require TLS. */
export function isOurs(name: string, { gateway, tlsPrefix }: RuleNames): boolean {
  return name === gateway || (name.startsWith(tlsPrefix) && /^\d{3}$/.test(name.slice(tlsPrefix.length)));
}

/** Why names cannot be used for rules; null when they can. */
export function whyNotNames({ gateway, tlsPrefix }: RuleNames): string | null {
  const longest = [gateway, `${tlsPrefix}000`];
  const bad = longest.find((name) => !/^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/.test(name));
  if (bad !== undefined) return `${bad} is no name for a receipt rule: letters, digits, _, . and - are allowed`;
  const long = longest.find((name) => name.length > ruleLimits.nameLength);
  if (long !== undefined) return `${long} is longer than the ${ruleLimits.nameLength} characters SES allows`;
  return gateway.startsWith(tlsPrefix) ? `${gateway} would be taken for a rule of ours that requires TLS` : null;
}
