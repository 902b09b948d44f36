import { type ReceiptRule, tlsRule } from "./receipt-rule.ts";
import { ruleLimits } from "./rule-limits.ts";

/**
 * Divides recipients among rules that require TLS. Who stands in a rule already stays there, so that no change takes a
 * recipient out of one rule before another has it.
 */
export function layOutRules(
  recipients: readonly string[],
  current: readonly ReceiptRule[],
  prefix: string,
): readonly ReceiptRule[] {
  const open = new Set(recipients);
  const slots = new Map<number, string[]>();
  const inForce = (rule: ReceiptRule) => rule.enabled && rule.tlsPolicy === "Require";
  for (const rule of [...current.filter(inForce), ...current.filter((one) => !inForce(one))]) {
    const number = numberOf(rule.name, prefix);
    if (number === null || number > ruleLimits.tlsRules) continue;
    const kept = rule.recipients.filter((recipient) => open.delete(recipient));
    if (kept.length > 0) slots.set(number, kept);
  }
  const rest = [...open].sort();
  for (let number = 1; rest.length > 0 && number <= ruleLimits.tlsRules; number += 1) {
    const slot = slots.get(number) ?? [];
    slot.push(...rest.splice(0, Math.max(0, ruleLimits.recipientsPerRule - slot.length)));
    if (slot.length > 0) slots.set(number, slot);
  }
  return [...slots].sort(([a], [b]) => a - b).map(([number, names]) => tlsRule(prefix, number, names.toSorted()));
}

/** Which of our rules a name is; null when it is none. */
export function numberOf(name: string, prefix: string): number | null {
  const digits = name.startsWith(prefix) ? name.slice(prefix.length) : "";
  return /^\d{3}$/.test(digits) && digits !== "000" ? Number(digits) : null;
}
