import { provenByRules } from "./compile/proven-by-rules.ts";
import { provenByTrafficPolicy } from "./compile/proven-by-traffic-policy.ts";
import { isOurs, type ReceiptRule, type RuleNames } from "./compile/receipt-rule.ts";
import type { TrafficPolicy } from "./compile/traffic-policy.ts";
import type { TlsFacts } from "./judge-receipt.ts";

/** Something that was seen to be in place from one look to another; without an end it still was at the last look. */
type Seen<Thing> = { readonly thing: Thing; readonly since: string; readonly until?: string };

/** What the service that takes mail in was seen to require, and when; the only proof of TLS besides the session. */
export type Witness = {
  /** The last look; what was seen then counts until the next. */
  readonly observedAt: string;
  /** Recipient names of rules that require TLS. */
  readonly names: readonly Seen<string>[];
  readonly traffic: readonly Seen<TrafficPolicy>[];
  /** How the last look found it to differ from what policies need, and when that was. */
  readonly drift: { readonly at: string; readonly sentences: readonly string[] } | null;
};

/** Keeps the witness. */
export type WitnessStore = {
  current(): Promise<Witness | null>;
  save(witness: Witness): Promise<void>;
  /** Lets one run at a time look and change; false while another does. */
  lease(now: Date, until: Date): Promise<boolean>;
  release(): Promise<void>;
};

/** What was never looked at proves nothing. */
export const noWitness: Witness = { observedAt: "", names: [], traffic: [], drift: null };

/** Longer than mail can wait in the queue. */
const keptDays = 15;

/** Adds a look at the receipt rules. */
export function seeRules(witness: Witness, rules: readonly ReceiptRule[], names: RuleNames, at: Date): Witness {
  const requiring = rules.filter((rule) => rule.enabled && rule.tlsPolicy === "Require" && isOurs(rule.name, names));
  const seen = look(witness, witness.names, [...new Set(requiring.flatMap(({ recipients }) => recipients))], at);
  return { ...witness, observedAt: at.toISOString(), names: seen };
}

/** Adds a look at the traffic policy. */
export function seeTraffic(witness: Witness, policy: TrafficPolicy, at: Date): Witness {
  return { ...witness, observedAt: at.toISOString(), traffic: look(witness, witness.traffic, [policy], at) };
}

/** Ends the proof of what is about to be let go of: from then on nothing of it counts. */
export function letGo(witness: Witness, kept: { readonly names: ReadonlySet<string> }, at: Date): Witness {
  const until = at.toISOString();
  const names = witness.names.map((seen) =>
    seen.until === undefined && !kept.names.has(seen.thing) ? { ...seen, until } : seen,
  );
  return { ...witness, names };
}

/** What was required of mail for a recipient that came at a moment from somewhere. */
export function provenByWitness(
  witness: Witness,
  mail: { readonly gatewayRecipient: string; readonly sourceIp: string | null; readonly receivedAt: Date },
): TlsFacts {
  const at = mail.receivedAt.toISOString();
  const then = <Thing>(seen: readonly Seen<Thing>[]) =>
    seen.filter(({ since, until }) => since <= at && (until === undefined || at < until)).map(({ thing }) => thing);
  const [policy] = then(witness.traffic);
  if (policy !== undefined && mail.sourceIp !== null)
    return provenByTrafficPolicy(policy, mail.gatewayRecipient, mail.sourceIp);
  const rule = { name: "", enabled: true, tlsPolicy: "Require", scanEnabled: false, actions: [] } as const;
  return provenByRules(mail.gatewayRecipient, [{ ...rule, recipients: then(witness.names) }]);
}

/** What is gone ended with the last look that saw it. */
function look<Thing>(witness: Witness, before: readonly Seen<Thing>[], now: readonly Thing[], at: Date): Seen<Thing>[] {
  const oldest = new Date(at.getTime() - keptDays * 86_400_000).toISOString();
  const present = new Map(now.map((thing) => [JSON.stringify(thing), thing]));
  const kept = before.flatMap((seen): Seen<Thing>[] => {
    if (seen.until !== undefined) return seen.until < oldest ? [] : [seen];
    return present.delete(JSON.stringify(seen.thing)) ? [seen] : [{ ...seen, until: witness.observedAt }];
  });
  return [...kept, ...[...present.values()].map((thing) => ({ thing, since: at.toISOString() }))];
}
