import { numberOf } from "./lay-out-rules.ts";
import type { ReceiptRule, RequiredTls, RuleNames } from "./receipt-rule.ts";

/** How the rules in SES differ from what policies need, in plain words; nothing when they do not. */
export function describeDrift(
  { requireAll, recipients }: RequiredTls,
  existing: readonly ReceiptRule[],
  names: RuleNames,
): readonly string[] {
  const gateway = existing.find(({ name }) => name === names.gateway);
  const ours = existing.filter(({ name }) => numberOf(name, names.tlsPrefix) !== null);
  return [
    ...(gateway === undefined
      ? [`The rule ${names.gateway} is missing: no mail is taken in.`]
      : gatewayDrift(gateway, requireAll)),
    ...ours.flatMap(ruleDrift),
    ...(requireAll ? [] : recipientDrift(recipients, ours)),
    ...existing
      .filter(({ name }) => name !== names.gateway && numberOf(name, names.tlsPrefix) === null)
      .map(({ name }) => `The rule ${name} in our rule set is not ours; it stays as it is.`),
  ];
}

function gatewayDrift({ name, enabled, tlsPolicy }: ReceiptRule, requireAll: boolean): string[] {
  const wanted = requireAll ? "Require" : "Optional";
  return [
    ...(enabled ? [] : [`The rule ${name} is switched off: no mail is taken in.`]),
    ...(tlsPolicy === wanted ? [] : [`The rule ${name} has TLS ${tlsPolicy}; policies need ${wanted}.`]),
  ];
}

function ruleDrift({ name, enabled, tlsPolicy, actions }: ReceiptRule): string[] {
  return [
    ...(enabled ? [] : [`The rule ${name} is switched off.`]),
    ...(tlsPolicy === "Require" ? [] : [`The rule ${name} does not require TLS.`]),
    ...(actions.length === 0 ? [] : [`The rule ${name} has actions; it should have none.`]),
  ];
}

function recipientDrift(recipients: readonly string[], ours: readonly ReceiptRule[]): string[] {
  const effective = ours.filter(({ enabled, tlsPolicy }) => enabled && tlsPolicy === "Require");
  const named = new Set(effective.flatMap((rule) => rule.recipients));
  const wanted = new Set(recipients);
  const missing = wanted.difference(named).size;
  const extra = named.difference(wanted).size;
  return [
    ...(missing > 0 ? [`TLS is not yet required for ${missing} recipient name(s) that policies need it for.`] : []),
    ...(extra > 0 ? [`TLS is required for ${extra} recipient name(s) that no policy needs it for.`] : []),
  ];
}
