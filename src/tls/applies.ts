import type { DeliveryPolicy } from "../contracts/tls-policies.ts";
import { canonicalSender } from "../mail/canonical-sender.ts";
import { narrowest, parseIp } from "./cidr.ts";
import type { People } from "./people.ts";
import { sideMatch } from "./selectors.ts";
import type { TlsPolicyFrame, TlsQuestion } from "./types.ts";
import { whyNotInForce } from "./validity.ts";

/** How a policy applies: the orientation that matched, how specific each of its sides is, how narrow its network. */
export type Match = {
  readonly applies: true;
  readonly orientation: "forward" | "reverse";
  readonly from: number;
  readonly to: number;
  /** Prefix length; -1 when the policy takes mail from anywhere. */
  readonly prefix: number;
};

/** Why a policy does not apply. */
export type Miss = {
  readonly applies: false;
  readonly because: "disabled" | "future" | "expired" | "kind" | "from" | "to" | "source";
};

/** What all policies are asked against. */
export type Asked = { readonly people: People; readonly timeZone: string };

/** Whether and how a policy applies to a message. */
export function applies(
  policy: TlsPolicyFrame & Partial<Pick<DeliveryPolicy, "alsoFor">>,
  question: TlsQuestion,
  { people, timeZone }: Asked,
): Match | Miss {
  const why = whyNotInForce(policy, question.receivedAt, timeZone);
  if (why !== null) return { applies: false, because: why };
  const { kind = "messages" } = question;
  if (kind !== "messages" && !policy.alsoFor?.includes(kind)) return { applies: false, because: "kind" };
  const prefix = prefixOf(policy.sourceRanges, question.sourceIp);
  if (prefix === null) return { applies: false, because: "source" };
  const senders = sendersOf(policy.basis, question);
  const forward = oriented(policy, senders, [question.recipient], people);
  if (typeof forward !== "string") return { applies: true, orientation: "forward", ...forward, prefix };
  const reverse = policy.bidirectional ? oriented(policy, [question.recipient], senders, people) : forward;
  if (typeof reverse !== "string") return { applies: true, orientation: "reverse", ...reverse, prefix };
  return { applies: false, because: forward };
}

type Sides = { readonly from: number; readonly to: number };

function oriented(
  policy: TlsPolicyFrame,
  from: readonly string[],
  to: readonly string[],
  people: People,
): Sides | "from" | "to" {
  const fromMatch = sideMatch(policy.appliesFrom, from, people);
  if (fromMatch === null) return "from";
  const toMatch = sideMatch(policy.appliesTo, to, people);
  return toMatch === null ? "to" : { from: fromMatch, to: toMatch };
}

/** Addresses that must all match; none when the basis has no address, which only `everyone` matches. */
function sendersOf(basis: TlsPolicyFrame["basis"], { envelopeSender, headerFrom }: TlsQuestion): readonly string[] {
  const byHeader = headerFrom;
  const byEnvelope = envelopeSender === null ? headerFrom : [canonicalSender(envelopeSender)];
  if (basis === "return-address") return byEnvelope;
  return basis === "header-from" || byHeader.length === 0 ? byHeader : [...byEnvelope, ...byHeader];
}

function prefixOf(ranges: readonly string[], sourceIp: string | null | undefined): number | null {
  if (ranges.length === 0) return -1;
  const ip = typeof sourceIp === "string" ? parseIp(sourceIp) : null;
  return ip === null ? null : narrowest(ip, ranges);
}
