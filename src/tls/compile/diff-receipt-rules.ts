import { layOutRules, numberOf } from "./lay-out-rules.ts";
import { type ReceiptRule, type RequiredTls, type RuleNames, whyNotNames } from "./receipt-rule.ts";
import { ruleLimits } from "./rule-limits.ts";

/** One call of the receipt-rule API; done twice it changes nothing more. */
export type RuleStep =
  | { readonly do: "create"; readonly rule: ReceiptRule /** null: first. */; readonly after: string | null }
  | { readonly do: "update"; readonly rule: ReceiptRule }
  | { readonly do: "delete"; readonly name: string }
  | { readonly do: "reorder"; readonly names: readonly string[] };

/** What to do, one call after the other; `problem` when the set cannot be brought to what policies need. */
export type RulePlan = { readonly steps: readonly RuleStep[]; readonly problem: string | null };

/**
 * Steps from the rules there are to what policies need. What is to be required is required before anything is let go,
 * so at no moment is TLS optional for a recipient that needs it before and after. Rules of others stay as they are.
 */
export function diffReceiptRules(required: RequiredTls, existing: readonly ReceiptRule[], names: RuleNames): RulePlan {
  const gateway = existing.find(({ name }) => name === names.gateway);
  const badName = whyNotNames(names);
  if (badName !== null) return { steps: [], problem: badName };
  if (gateway === undefined)
    return { steps: [], problem: `the receipt rule ${names.gateway} is missing: deploy the stack again` };
  const ours = existing.filter(({ name }) => numberOf(name, names.tlsPrefix) !== null);
  const wanted = required.requireAll ? [] : layOutRules(required.recipients, ours, names.tlsPrefix);
  const problem = whyTooMany(required, wanted, existing);
  if (problem !== null) return { steps: [], problem };
  const gatewayUpdate = updateOf(gateway, required.requireAll);
  const steps = [
    ...(required.requireAll ? gatewayUpdate : []),
    ...changesOf(wanted, ours),
    ...reordering(wanted, existing),
    ...(required.requireAll ? [] : gatewayUpdate),
    ...removals(ours, wanted),
  ];
  return { steps, problem: null };
}

function updateOf(gateway: ReceiptRule, requireAll: boolean): RuleStep[] {
  const tlsPolicy = requireAll ? "Require" : "Optional";
  if (gateway.tlsPolicy === tlsPolicy && gateway.enabled) return [];
  return [{ do: "update", rule: { ...gateway, enabled: true, tlsPolicy } }];
}

function changesOf(wanted: readonly ReceiptRule[], ours: readonly ReceiptRule[]): RuleStep[] {
  return wanted.flatMap((rule, index): RuleStep[] => {
    const now = ours.find(({ name }) => name === rule.name);
    // The rule before it is there by then.
    if (now === undefined) return [{ do: "create", rule, after: wanted[index - 1]?.name ?? null }];
    return signature(now) === signature(rule) ? [] : [{ do: "update", rule }];
  });
}

function removals(ours: readonly ReceiptRule[], wanted: readonly ReceiptRule[]): RuleStep[] {
  const kept = new Set(wanted.map(({ name }) => name));
  return ours.filter(({ name }) => !kept.has(name)).map(({ name }) => ({ do: "delete", name }));
}

/** Counts the rules that stand together before the last are deleted. */
function whyTooMany(
  { requireAll, recipients }: RequiredTls,
  wanted: readonly ReceiptRule[],
  existing: readonly ReceiptRule[],
): string | null {
  const placed = wanted.reduce((count, rule) => count + rule.recipients.length, 0);
  if (!requireAll && placed < new Set(recipients).size)
    return `only ${placed} of ${recipients.length} recipients find room in receipt rules`;
  const all = new Set([...existing, ...wanted].map(({ name }) => name)).size;
  return all <= ruleLimits.rules ? null : `the rule set would hold ${all} rules; SES takes ${ruleLimits.rules}`;
}

function signature({ enabled, tlsPolicy, recipients, actions }: ReceiptRule): string {
  return JSON.stringify([enabled, tlsPolicy, recipients.toSorted(), actions]);
}

/** Ours stand first, so that no other rule ends the evaluation before them. */
function reordering(wanted: readonly ReceiptRule[], existing: readonly ReceiptRule[]): RuleStep[] {
  const order = existing.map(({ name }) => name);
  for (const [index, { name }] of wanted.entries()) {
    if (order.includes(name)) continue;
    const before = wanted[index - 1]?.name;
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name);
  }
  const isWanted = (name: string) => wanted.some((rule) => rule.name === name);
  const sorted = [...wanted.map(({ name }) => name), ...order.filter((name) => !isWanted(name))];
  const same = sorted.every((name, index) => name === order[index]);
  return same ? [] : [{ do: "reorder", names: sorted }];
}
