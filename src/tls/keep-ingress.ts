import type { Clock } from "../clock.ts";
import type { TlsPolicySet } from "../contracts/tls-policies.ts";
import { compileForIngress, type IngressProfile, type InstalledCompany } from "./compile/compile-for-ingress.ts";
import type { RequiredTls, RuleNames } from "./compile/receipt-rule.ts";
import type { TrafficPolicy } from "./compile/traffic-policy.ts";
import { keepReceiptRules, type ReceiptRules } from "./keep-receipt-rules.ts";
import { keepTrafficPolicy, type TrafficPolicies } from "./keep-traffic-policy.ts";
import type { TlsPolicyRepository } from "./repository.ts";
import type { WitnessStore } from "./witness.ts";

/** What keeping the ingress in step with the policies needs. */
export type IngressPorts = {
  readonly repository: TlsPolicyRepository;
  readonly witness: WitnessStore;
  /** As things are now: owners may change how recipients are written, and the time zone. */
  readonly profile: () => IngressProfile;
  readonly company: () => Omit<InstalledCompany, "now">;
  readonly rules: ReceiptRules;
  readonly ruleNames: RuleNames;
  readonly traffic: TrafficPolicies;
  readonly clock: Clock;
  /** Waits between two calls of the receipt-rule API, which takes one a second. */
  readonly pause: (milliseconds: number) => Promise<void>;
};

/** How far it came: calls made, whether all is as policies need it, and what stands against it. */
export type Kept = { readonly calls: number; readonly complete: boolean; readonly problem: string | null };

const nothing: TlsPolicySet = { version: 1, requireForAll: false, receipt: [], delivery: [] };
const leaseSeconds = 115;

/**
 * Looks at what takes the mail in, brings it to what the newest policies need, and then puts these in force. Running
 * it again changes nothing more; two runs at once do not meet. Null: another run is at it.
 */
export async function keepIngress(ports: IngressPorts): Promise<Kept | null> {
  const { repository, witness, profile, clock } = ports;
  const now = clock.now();
  if (!(await witness.lease(now, new Date(now.getTime() + leaseSeconds * 1000)))) return null;
  try {
    const newest = await repository.newest();
    const company = { ...ports.company(), now };
    const compiled = compileForIngress(newest?.policies ?? nothing, profile(), company);
    const inForce = async () => {
      if (newest !== null) await repository.putInForce(newest.version, clock.now());
    };
    if (compiled.rules !== null) return await keepReceiptRules(ports, compiled.rules as RequiredTls, inForce);
    return await keepTrafficPolicy(ports, compiled.traffic as TrafficPolicy, inForce);
  } finally {
    await witness.release();
  }
}
