import type { Addition } from "../policy/types.ts";
import { recipientIdOf } from "./arrival.ts";
import type { Decision } from "./decision.ts";
import { type GatewaySettings, isInternal } from "./settings.ts";

type Known = {
  readonly messageId: string;
  /** Recipients that an earlier round of the same message has dealt with. */
  readonly earlier?: ReadonlySet<string>;
};

/**
 * Adds the recipients that policies name: copies and redirects. Company addresses get the message over required TLS,
 * all others get it sealed; whoever is a recipient already gets nothing twice. What is held goes nowhere.
 */
export function withAdditions(decisions: readonly Decision[], known: Known, settings: GatewaySettings): Decision[] {
  const taken = new Set([...decisions.map(({ recipientId }) => recipientId), ...(known.earlier ?? [])]);
  const kept = decisions.map(redirected);
  const added: Decision[] = [];
  for (const decision of decisions) {
    if (decision.disposition === "hold") continue;
    for (const addition of decision.additions ?? []) {
      if (addition.kind === "notify" || !isWanted(addition, decision)) continue;
      const recipientId = recipientIdOf(known.messageId, addition.address);
      if (taken.has(recipientId)) continue;
      taken.add(recipientId);
      added.push(addedFor(decision, addition, recipientId, settings));
    }
  }
  return [...kept, ...added];
}

type Further = Exclude<Addition, { kind: "notify" }>;

/** Only what would have reached the recipient is redirected. */
function isWanted({ kind, address }: Further, decision: Decision): boolean {
  if (kind === "copy") return true;
  const reaches = decision.disposition === "send" || decision.disposition === "encrypt";
  return reaches && address.toLowerCase() !== decision.address.toLowerCase();
}

function redirected(decision: Decision): Decision {
  const target = decision.additions?.find((one) => one.kind === "redirect" && isWanted(one, decision));
  if (target === undefined || target.kind === "notify") return decision;
  const reason = `${decision.reason} It goes to ${target.address} instead.`;
  return { ...decision, disposition: "discard", reason };
}

function addedFor(
  decision: Decision,
  { kind, address }: Further,
  recipientId: string,
  settings: GatewaySettings,
): Decision {
  const { modifiers, hideSubject, profile, policyId, policyName } = decision;
  const what = kind === "copy" ? "sends a copy here" : `sends here what was for ${decision.address}`;
  return {
    recipientId,
    address,
    disposition: isInternal(address, settings) ? "send" : "encrypt",
    ...(policyId !== undefined && { policyId }),
    ...(policyName !== undefined && { policyName }),
    reason: `Policy "${policyName ?? ""}" ${what}.`,
    modifiers,
    hideSubject,
    ...(profile && { profile }),
    added: kind,
  };
}
