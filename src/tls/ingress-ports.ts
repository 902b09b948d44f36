import type { Clock } from "../clock.ts";
import type { IngressProfile, InstalledCompany } from "./compile/compile-for-ingress.ts";
import type { RuleStep } from "./compile/diff-receipt-rules.ts";
import type { ReceiptRule, RuleNames } from "./compile/receipt-rule.ts";
import type { TrafficPolicy } from "./compile/traffic-policy.ts";
import type { TlsPolicyRepository } from "./repository.ts";
import type { WitnessStore } from "./witness.ts";

/** The receipt rules of our set. Its API takes one call a second. */
export type ReceiptRules = {
  list(): Promise<readonly ReceiptRule[]>;
  apply(step: RuleStep): Promise<void>;
};

/** The traffic policy of our Mail Manager endpoint. */
export type TrafficPolicies = {
  read(): Promise<TrafficPolicy>;
  write(policy: TrafficPolicy): Promise<void>;
};

/** The address list of our Mail Manager endpoint: patterns such as `*@partner.example`. */
export type DomainList = {
  members(): Promise<readonly string[]>;
  add(member: string): Promise<void>;
  remove(member: string): Promise<void>;
};

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
  readonly domains: DomainList;
  readonly clock: Clock;
  /** Waits between two calls of the receipt-rule API, which takes one a second. */
  readonly pause: (milliseconds: number) => Promise<void>;
};

/** How far it came: calls made, whether all is as policies need it, and what stands against it. */
export type Kept = { readonly calls: number; readonly complete: boolean; readonly problem: string | null };
