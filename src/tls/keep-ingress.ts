import type { TlsPolicySet } from "../contracts/tls-policies.ts";
import { compileForIngress } from "./compile/compile-for-ingress.ts";
import type { RequiredTls } from "./compile/receipt-rule.ts";
import type { TrafficPolicy } from "./compile/traffic-policy.ts";
import type { IngressPorts, Kept } from "./ingress-ports.ts";
import { keepReceiptRules } from "./keep-receipt-rules.ts";
import { keepTrafficPolicy } from "./keep-traffic-policy.ts";

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
    return await keepTrafficPolicy(
      ports,
      { policy: compiled.traffic as TrafficPolicy, listed: compiled.listed },
      inForce,
    );
  } finally {
    await witness.release();
  }
}
