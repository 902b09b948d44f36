import { describeDrift } from "./compile/describe-drift.ts";
import { diffReceiptRules, type RulePlan } from "./compile/diff-receipt-rules.ts";
import { isOurs, type ReceiptRule, type RequiredTls, type RuleNames } from "./compile/receipt-rule.ts";
import type { IngressPorts, Kept } from "./ingress-ports.ts";
import { letGo, noWitness, seeRules } from "./witness.ts";

type Ports = Pick<IngressPorts, "rules" | "ruleNames" | "witness" | "clock" | "pause">;

/** The function may run for two minutes; what is left over is done a minute later. */
const callsPerRun = 30;
const betweenCalls = 1_100;

/**
 * Requires what is newly needed, then calls `inForce`, and only then lets go of what is needed no more: mail is never
 * judged by a policy whose rule was not there when it came.
 */
export async function keepReceiptRules(ports: Ports, needed: RequiredTls, inForce: () => Promise<void>): Promise<Kept> {
  const first = await look(ports, needed);
  const both = joined(needed, first, ports.ruleNames);
  const added = await carryOut(ports, planFor(both, needed, first, ports.ruleNames), callsPerRun);
  if (!added.complete) return added;
  const between = added.calls === 0 ? first : await look(ports, needed);
  await inForce();
  await endProof(ports, needed, between);
  const rest = await carryOut(ports, diffReceiptRules(needed, between, ports.ruleNames), callsPerRun - added.calls);
  if (rest.calls > 0) await look(ports, needed);
  return { ...rest, calls: added.calls + rest.calls };
}

/** One call; what is seen is kept as proof, and what differs as drift. */
async function look(ports: Ports, needed: RequiredTls): Promise<readonly ReceiptRule[]> {
  const rules = await ports.rules.list();
  await ports.pause(betweenCalls);
  const now = ports.clock.now();
  const before = (await ports.witness.current()) ?? noWitness;
  const sentences = describeDrift(needed, rules, ports.ruleNames);
  const drift = sentences.length === 0 ? null : { at: now.toISOString(), sentences };
  await ports.witness.save({ ...seeRules(before, rules, ports.ruleNames, now), drift });
  return rules;
}

/** Mail that comes once a rule is loosened must find no proof any more, and the next look is a second away. */
async function endProof(ports: Ports, needed: RequiredTls, rules: readonly ReceiptRule[]): Promise<void> {
  const gateway = rules.find(({ name }) => name === ports.ruleNames.gateway);
  const names = new Set(needed.requireAll ? gateway?.recipients : needed.recipients);
  const witness = (await ports.witness.current()) ?? noWitness;
  await ports.witness.save(letGo(witness, { names }, ports.clock.now()));
}

/** What is needed besides what is required already. */
function joined(needed: RequiredTls, rules: readonly ReceiptRule[], names: RuleNames): RequiredTls {
  const requiring = rules.filter(({ tlsPolicy, enabled }) => tlsPolicy === "Require" && enabled);
  const ours = requiring.filter(({ name }) => isOurs(name, names) && name !== names.gateway);
  return {
    requireAll: needed.requireAll || requiring.some(({ name }) => name === names.gateway),
    recipients: [...new Set([...needed.recipients, ...ours.flatMap(({ recipients }) => recipients)])].sort(),
  };
}

/** Where old and new have no room together, the new takes the place of the old at once. */
function planFor(both: RequiredTls, needed: RequiredTls, rules: readonly ReceiptRule[], names: RuleNames): RulePlan {
  const gently = both.requireAll
    ? diffReceiptRules({ ...needed, requireAll: true }, rules, names)
    : diffReceiptRules(both, rules, names);
  const adding = gently.steps.filter((step) => step.do !== "delete");
  return gently.problem === null ? { ...gently, steps: adding } : diffReceiptRules(needed, rules, names);
}

async function carryOut({ rules, pause }: Ports, { steps, problem }: RulePlan, most: number): Promise<Kept> {
  const now = steps.slice(0, most);
  for (const step of now) {
    await rules.apply(step);
    await pause(betweenCalls);
  }
  return { calls: now.length, complete: problem === null && now.length === steps.length, problem };
}
