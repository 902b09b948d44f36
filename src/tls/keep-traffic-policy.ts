import { isDeepStrictEqual } from "node:util";
import type { TrafficPolicy } from "./compile/traffic-policy.ts";
import type { IngressPorts, Kept } from "./ingress-ports.ts";
import { noWitness, seeTraffic } from "./witness.ts";

type Ports = Pick<IngressPorts, "traffic" | "witness" | "clock">;

/** Makes the endpoint's traffic policy the one that policies need, and then calls `inForce`. */
export async function keepTrafficPolicy(
  ports: Ports,
  needed: TrafficPolicy,
  inForce: () => Promise<void>,
): Promise<Kept> {
  const differs = !isDeepStrictEqual(await look(ports, needed), needed);
  if (differs) {
    await ports.traffic.write(needed);
    await look(ports, needed);
  }
  await inForce();
  return { calls: differs ? 1 : 0, complete: true, problem: null };
}

async function look({ traffic, witness, clock }: Ports, needed: TrafficPolicy): Promise<TrafficPolicy> {
  const policy = await traffic.read();
  const now = clock.now();
  const before = (await witness.current()) ?? noWitness;
  const sentences = ["The traffic policy of the Mail Manager endpoint is not the one that policies need."];
  const drift = isDeepStrictEqual(policy, needed) ? null : { at: now.toISOString(), sentences };
  await witness.save({ ...seeTraffic(before, policy, now), drift });
  return policy;
}
