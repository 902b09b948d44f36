import type { ReceiptPolicy, Selector } from "../../contracts/tls-policies.ts";
import { parseCidr } from "../cidr.ts";
import { describeSelector } from "../describe-policy.ts";
import { isLive } from "../validity.ts";
import { allowClauses, type Block } from "./allow-clauses.ts";
import type { CompanyMail, Enforcement, Refusal } from "./company-mail.ts";
import { rivalOf } from "./rivals.ts";
import { whyBlind } from "./sender-blind.ts";
import { stricterThan } from "./stricter-than.ts";
import { type TrafficPolicy, trafficLimits } from "./traffic-policy.ts";
import { beyondLimits, tooManyDomains } from "./traffic-refusals.ts";
import { writeStatement } from "./write-statement.ts";

/** What the profile `mail-manager` has to know besides: whether its endpoint takes IPv6, and its address list's ARN. */
export type MailManagerCompany = CompanyMail & { readonly ipv6: boolean; readonly domainList: string | null };

/** The traffic policy, what it cannot do, and the same in words. */
export type CompiledTrafficPolicy = {
  readonly policy: TrafficPolicy;
  /** What must stand in the address list for it. */
  readonly listed: readonly string[];
  readonly refusals: readonly Refusal[];
  readonly enforcements: readonly Enforcement[];
};

/**
 * Compiles Secure Receipt policies for Mail Manager: by recipient, domain, network and TLS version in the session. The rest is
 * returned after acceptance, as the function is told whether a message came over TLS (but not by which version).
 */
export function compileTrafficPolicy(
  policies: readonly ReceiptPolicy[],
  company: MailManagerCompany,
): CompiledTrafficPolicy {
  const live = policies.filter((policy) => isLive(policy, company.now, company.timeZone));
  const compiled = live
    .filter(({ option }) => option === "enforced")
    .map((policy) => ({ policy, ...blocksOf(policy, live, company) }));
  const whole: Block[] = company.requireForAll
    ? [{ recipients: null, listed: [], four: null, six: null, minimum: "1.2" }]
    : [];
  const blocks = merged([...whole, ...compiled.flatMap((one) => one.blocks)]);
  const said = compiled.map(({ policy, obstacles }) => outcomeOf(policy, obstacles, blocks));
  const written = write(blocks, company);
  const listed = blocks.flatMap((block) => block.listed);
  return {
    policy: written ?? { DefaultAction: "DENY", PolicyStatements: [] },
    listed,
    refusals: [
      ...said.filter(isRefusal),
      ...(written === null ? [beyondLimits] : []),
      ...(listed.length > trafficLimits.listed ? [tooManyDomains] : []),
    ],
    enforcements: [...said.filter(isEnforcement), ...stricterThan(live, company)],
  };
}

type Compiled = { readonly blocks: readonly Block[]; readonly obstacles: readonly string[] };

function blocksOf(policy: ReceiptPolicy, live: readonly ReceiptPolicy[], company: MailManagerCompany): Compiled {
  const blind = whyBlind(policy);
  if (blind !== null) return { blocks: [], obstacles: [`${blind}, which is not known in the session`] };
  const blocks: Block[] = [];
  const obstacles: string[] = [];
  for (const target of policy.appliesTo) {
    const named = recipientsOf(target, policy, company);
    const rival = rivalOf(policy, target, live, company);
    if (rival !== null) obstacles.push(`${rival.id} may decide about mail to ${describeSelector(target)}`);
    else if (named === undefined) obstacles.push(`a traffic policy cannot leave out ${describeSelector(target)}`);
    else blocks.push({ ...named, minimum: policy.minimumTls, ...networksOf(policy) });
  }
  return { blocks, obstacles };
}

type Named = Pick<Block, "recipients" | "listed">;

/** Undefined: they cannot be named. There is one address list, which cannot be told apart by network or version. */
function recipientsOf(
  target: Selector,
  { sourceRanges, minimumTls }: ReceiptPolicy,
  { domainList }: MailManagerCompany,
): Named | undefined {
  if (target.kind === "everyone") return { recipients: null, listed: [] };
  if (target.kind === "individual") return { recipients: [target.address], listed: [] };
  if (target.kind !== "domain" || domainList === null || sourceRanges.length > 0 || minimumTls !== "1.2")
    return undefined;
  const { domain, subdomains } = target;
  return { recipients: [], listed: [`*@${domain}`, ...(subdomains ? [`*.${domain}`] : [])] };
}

function networksOf({ sourceRanges }: ReceiptPolicy): Pick<Block, "four" | "six"> {
  const ofFamily = (family: 4 | 6) => {
    const ranges = sourceRanges.filter((range) => parseCidr(range)?.family === family);
    return ranges.length > 0 ? ranges.toSorted() : null;
  };
  return { four: ofFamily(4), six: ofFamily(6) };
}

/** One block for all recipients below the same version from the same networks. */
function merged(blocks: readonly Block[]): Block[] {
  const groups = Map.groupBy(blocks, ({ four, six, minimum }) => JSON.stringify([four, six, minimum]));
  return [...groups.values()].map((group) => {
    const all = group.some(({ recipients }) => recipients === null);
    const once = (of: readonly string[]) => [...new Set(of)].sort();
    const recipients = all ? null : once(group.flatMap((one) => one.recipients ?? []));
    return { ...(group[0] as Block), recipients, listed: all ? [] : once(group.flatMap(({ listed }) => listed)) };
  });
}

function write(blocks: readonly Block[], { ipv6, domainList }: MailManagerCompany): TrafficPolicy | null {
  const clauses = allowClauses(blocks, ipv6, trafficLimits.statements);
  if (clauses === null) return null;
  const statements = clauses.map((clause) => writeStatement(clause, domainList));
  if (statements.some(({ Conditions }) => Conditions.length === 0))
    return { DefaultAction: "ALLOW", PolicyStatements: [] };
  const fits = statements.every(({ Conditions }) => Conditions.length <= trafficLimits.conditions);
  return fits ? { DefaultAction: "DENY", PolicyStatements: statements } : null;
}

const isRefusal = (one: Refusal | Enforcement): one is Refusal => "offer" in one;
const isEnforcement = (one: Refusal | Enforcement): one is Enforcement => !isRefusal(one);

function outcomeOf(
  { id, minimumTls }: ReceiptPolicy,
  [obstacle]: readonly string[],
  blocks: readonly Block[],
): Refusal | Enforcement {
  const all = blocks.find(
    ({ recipients, four, six, minimum }) => recipients === null && !four && !six && minimum >= minimumTls,
  );
  if (all !== undefined) return { policyId: id, where: "whole-gateway", sentence: sentences.all(id, all.minimum) };
  if (obstacle === undefined)
    return { policyId: id, where: "traffic-policy", sentence: sentences.session(id, minimumTls) };
  if (minimumTls === "1.2") return { policyId: id, where: "function", sentence: sentences.later(id, obstacle) };
  return { policyId: id, sentence: sentences.version(id, minimumTls, obstacle), offer: null };
}

const sentences = {
  all: (id: string, minimum: string) =>
    `${id}: the gateway takes nothing below TLS ${minimum}; it is refused in the session.`,
  session: (id: string, minimum: string) =>
    `${id}: mail below TLS ${minimum} to the recipients it names is refused in the session.`,
  later: (id: string, why: string) =>
    `${id}: mail without TLS is taken in and then returned to the sender with 5.7.10, since ${why}.`,
  version: (id: string, minimum: string, why: string) =>
    `${id} asks for TLS ${minimum}, and ${why}; after the session only TLS or no TLS is known. Ask for 1.2, or name single recipients or everyone.`,
};
