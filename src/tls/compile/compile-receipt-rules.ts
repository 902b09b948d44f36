import type { ReceiptPolicy, Selector } from "../../contracts/tls-policies.ts";
import { describeSelector } from "../describe-policy.ts";
import { isLive } from "../validity.ts";
import type { CompanyMail, Enforcement, Refusal } from "./company-mail.ts";
import { type RecipientForm, recipientNames } from "./recipient-names.ts";
import { rivalOf } from "./rivals.ts";
import { ruleLimits } from "./rule-limits.ts";
import { whyBlind } from "./sender-blind.ts";
import { stricterThan } from "./stricter-than.ts";

/** What the profile `receipt-rules` has to know besides. */
export type ReceiptRulesCompany = CompanyMail & { readonly recipientForm: RecipientForm };

/** What receipt rules must do, what they cannot, and the same in words. */
export type CompiledReceiptRules = {
  /** The gateway's own rule requires TLS: nothing comes in without. */
  readonly requireAll: boolean;
  /** Recipients that rules with TLS required must name; sorted, none when all are required. */
  readonly recipients: readonly string[];
  readonly refusals: readonly Refusal[];
  readonly enforcements: readonly Enforcement[];
};

/** Compiles Secure Receipt policies for SES receipt rules, which know recipients and nothing else. */
export function compileReceiptRules(
  policies: readonly ReceiptPolicy[],
  company: ReceiptRulesCompany,
): CompiledReceiptRules {
  const live = policies.filter((policy) => isLive(policy, company.now, company.timeZone));
  const enforced = live.filter(({ option }) => option === "enforced");
  const required = new Required(company);
  const obstacles = new Map(enforced.map((policy) => [policy.id, requireFor(policy, live, required)]));
  const uncovered = enforced.flatMap((policy) => refusalOf(policy, obstacles.get(policy.id) ?? [], required));
  const refused = new Set(uncovered.map(({ policyId }) => policyId));
  const kept = enforced.filter(({ id }) => !refused.has(id));
  return {
    requireAll: required.all,
    recipients: required.names(),
    refusals: [...uncovered, ...limitRefusals(required.names().length)],
    enforcements: [...kept.map((policy) => enforcementOf(policy, required)), ...stricterThan(live, company)],
  };
}

/** Recipients for whom TLS is required by rule. */
class Required {
  readonly company: ReceiptRulesCompany;
  readonly #names = new Set<string>();
  all: boolean;

  constructor(company: ReceiptRulesCompany) {
    this.company = company;
    this.all = company.requireForAll;
  }

  add(names: readonly string[]): void {
    for (const name of names) this.#names.add(name);
  }

  names(): readonly string[] {
    return this.all ? [] : [...this.#names].sort();
  }

  /** Whether no mail for these recipients comes in without TLS, in the form the mail server writes. */
  covers(selector: Selector): boolean {
    if (this.all) return true;
    if (selector.kind === "everyone") return false;
    const { names } = recipientNames(selector, this.company.gatewayDomain, this.company.recipientForm);
    return names?.every((name) => this.#holds(name)) === true;
  }

  #holds(name: string): boolean {
    if (this.#names.has(name)) return true;
    const { gatewayDomain, recipientForm } = this.company;
    // A server that writes domains never writes the address form.
    if (recipientForm === "domain" && name.endsWith(`@${gatewayDomain}`)) return true;
    const domain = name.replace(/^[^@]*@|^\./, "");
    const parents = domain.split(".").map((_, index, labels) => `.${labels.slice(index + 1).join(".")}`);
    return (name.includes("@") && this.#names.has(domain)) || parents.some((parent) => this.#names.has(parent));
  }
}

/** Adds what a policy requires by itself; returns why a rule cannot do the rest. */
function requireFor(policy: ReceiptPolicy, live: readonly ReceiptPolicy[], required: Required): string[] {
  const blind = whyBlind(policy) ?? (policy.sourceRanges.length > 0 ? "it depends on the source network" : null);
  if (blind !== null) return [`${blind}, which a receipt rule does not see`];
  return policy.appliesTo.flatMap((target) => {
    const { company } = required;
    const rival = company.requireForAll ? null : rivalOf(policy, target, live, company);
    if (rival !== null)
      return [`${rival.id} may let mail to ${describeSelector(target)} come without TLS, and a rule cannot tell which`];
    if (target.kind === "everyone") {
      required.all = true;
      return [];
    }
    const { names, problem } = recipientNames(target, company.gatewayDomain, company.recipientForm);
    required.add(names ?? []);
    return problem === undefined ? [] : [problem];
  });
}

function refusalOf(policy: ReceiptPolicy, obstacles: readonly string[], required: Required): Refusal[] {
  const policyId = policy.id;
  if (policy.minimumTls !== "1.2") {
    const sentence = `SES does not say which TLS version a message came by, so ${policyId} cannot ask for ${policy.minimumTls}; ask for 1.2, or use the profile mail-manager.`;
    return [{ policyId, sentence, offer: null }];
  }
  const named = policy.bidirectional ? [...policy.appliesTo, ...policy.appliesFrom] : policy.appliesTo;
  if (named.every((selector) => required.covers(selector))) return [];
  const why = obstacles[0] ?? "no rule requires TLS for all recipients it names";
  const sentence = `${policyId} needs to know whether a message came over TLS, and SES does not say: ${why}. Require TLS for the whole gateway, or name the recipients in a policy for mail from everyone.`;
  return [{ policyId, sentence, offer: "require-for-all" }];
}

function limitRefusals(count: number): Refusal[] {
  const most = ruleLimits.recipientsPerRule * ruleLimits.tlsRules;
  if (count <= most) return [];
  const sentence = `TLS policies name ${count} recipients; SES takes ${most} (${ruleLimits.recipientsPerRule} in each of ${ruleLimits.tlsRules} rules).`;
  return [{ policyId: null, sentence, offer: "require-for-all" }];
}

function enforcementOf({ id }: ReceiptPolicy, required: Required): Enforcement {
  if (required.all) {
    const sentence = `${id}: SES takes nothing at the gateway without TLS, so it is refused in the session.`;
    return { policyId: id, where: "whole-gateway", sentence };
  }
  const form = "Mail to a recipient written as no rule names it is returned, since its TLS is not known.";
  const sentence = `${id}: SES refuses mail without TLS to its recipients in the session. ${form}`;
  return { policyId: id, where: "receipt-rules", sentence };
}
