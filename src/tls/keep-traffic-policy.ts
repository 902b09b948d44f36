import { isDeepStrictEqual } from "node:util";
import type { TrafficPolicy } from "./compile/traffic-policy.ts";
import type { IngressPorts, Kept } from "./ingress-ports.ts";
import { noWitness, seeTraffic } from "./witness.ts";

type Ports = Pick<IngressPorts, "traffic" | "domains" | "witness" | "clock" | "pause">;

/** What policies need of a Mail Manager endpoint. */
export type NeededTraffic = { readonly policy: TrafficPolicy; readonly listed: readonly string[] };

/** Changes of the address list in one run; the rest waits for the next, a minute later. */
const mostChanges = 100;
/** Between two of them. */
const pauseMilliseconds = 200;

/**
 * Makes the endpoint's address list and traffic policy the ones that policies need, and then calls `inForce`. Who must
 * be in the list comes in first, who need not be goes last, so that nobody is let in without TLS meanwhile.
 */
export async function keepTrafficPolicy(
  ports: Ports,
  needed: NeededTraffic,
  inForce: () => Promise<void>,
): Promise<Kept> {
  const seen = await look(ports, needed);
  const missing = needed.listed.filter((member) => !seen.listed.includes(member));
  const added = await each(ports, missing, (member) => ports.domains.add(member));
  if (added < missing.length) return { calls: added, complete: false, problem: null };
  const differs = !isDeepStrictEqual(seen.policy, needed.policy);
  if (differs) await ports.traffic.write(needed.policy);
  const spare = seen.listed.filter((member) => !needed.listed.includes(member));
  const removed = await each(ports, spare, (member) => ports.domains.remove(member));
  const calls = added + removed + (differs ? 1 : 0);
  if (calls > 0) await look(ports, needed);
  await inForce();
  return { calls, complete: removed === spare.length, problem: null };
}

async function each(
  { pause }: Ports,
  members: readonly string[],
  change: (member: string) => Promise<void>,
): Promise<number> {
  const now = members.slice(0, mostChanges);
  for (const [index, member] of now.entries()) {
    if (index > 0) await pause(pauseMilliseconds);
    await change(member);
  }
  return now.length;
}

async function look({ traffic, domains, witness, clock }: Ports, needed: NeededTraffic): Promise<NeededTraffic> {
  const policy = await traffic.read();
  const listed = (await domains.members()).toSorted();
  const now = clock.now();
  const before = (await witness.current()) ?? noWitness;
  const sentences = [
    ...(isDeepStrictEqual(policy, needed.policy)
      ? []
      : ["The traffic policy of the Mail Manager endpoint is not the one that policies need."]),
    ...(isDeepStrictEqual(listed, needed.listed.toSorted())
      ? []
      : ["The address list of the Mail Manager endpoint is not the one that policies need."]),
  ];
  const drift = sentences.length === 0 ? null : { at: now.toISOString(), sentences };
  await witness.save({ ...seeTraffic(before, policy, now), drift });
  return { policy, listed };
}
