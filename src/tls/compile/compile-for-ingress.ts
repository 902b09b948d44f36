import type { TlsPolicySet } from "../../contracts/tls-policies.ts";
import { allowOnlyFrom } from "./allow-only-from.ts";
import type { CompanyMail, Enforcement, Refusal } from "./company-mail.ts";
import { compileReceiptRules } from "./compile-receipt-rules.ts";
import { compileTrafficPolicy } from "./compile-traffic-policy.ts";
import type { RequiredTls } from "./receipt-rule.ts";
import type { RecipientForm } from "./recipient-names.ts";
import type { TrafficPolicy } from "./traffic-policy.ts";
import { beyondLimits } from "./traffic-refusals.ts";

/** What takes mail in. `always`: the installation itself requires TLS of everybody. */
export type IngressProfile =
  | { readonly kind: "receipt-rules"; readonly recipientForm: RecipientForm; readonly always: boolean }
  | {
      readonly kind: "mail-manager";
      readonly ipv6: boolean;
      readonly always: boolean;
      /** ARN of the address list that holds the domains mail to which must come over TLS. */
      readonly domainList: string;
    };

/** The profile of an installation whose owners say how their mail servers write recipients. */
export function profileOf(
  installed: {
    readonly ingress: IngressProfile["kind"];
    readonly receiptTls: "optional" | "require";
    /** Whoever only says what would become of policies need not know its name. */
    readonly domainList?: string;
  },
  recipientForm: "encoded" | "domain",
): IngressProfile {
  const always = installed.receiptTls === "require";
  if (installed.ingress === "mail-manager")
    return { kind: "mail-manager", ipv6: false, always, domainList: installed.domainList ?? "address-list" };
  return { kind: "receipt-rules", recipientForm: recipientForm === "domain" ? "domain" : "address", always };
}

/** The company, and the networks from which its mail servers submit. */
export type InstalledCompany = Omit<CompanyMail, "requireForAll"> & { readonly networks: readonly string[] };

/** What cannot be said whole lets nobody in; publishing refuses it before. */
const nobody: TrafficPolicy = { DefaultAction: "DENY", PolicyStatements: [] };

/** What the ingress is to be told, what cannot be kept there, and what is enforced where. */
export type CompiledTls = {
  readonly rules: RequiredTls | null;
  readonly traffic: TrafficPolicy | null;
  /** What must stand in the address list beside the traffic policy. */
  readonly listed: readonly string[];
  readonly refusals: readonly Refusal[];
  readonly enforcements: readonly Enforcement[];
};

/** Compiles a set of policies for what takes the company's mail in. */
export function compileForIngress(
  policies: Pick<TlsPolicySet, "receipt" | "requireForAll">,
  ingress: IngressProfile,
  company: InstalledCompany,
): CompiledTls {
  const requireForAll = policies.requireForAll || ingress.always;
  if (ingress.kind === "mail-manager") {
    const known = { ...company, requireForAll, ipv6: ingress.ipv6, domainList: ingress.domainList };
    const { policy, listed, refusals, enforcements } = compileTrafficPolicy(policies.receipt, known);
    const traffic = allowOnlyFrom(policy, company.networks);
    const tooMany = traffic === null && !refusals.includes(beyondLimits) ? [beyondLimits] : [];
    return { rules: null, traffic: traffic ?? nobody, listed, refusals: [...refusals, ...tooMany], enforcements };
  }
  const known = { ...company, requireForAll, recipientForm: ingress.recipientForm };
  const { requireAll, recipients, refusals, enforcements } = compileReceiptRules(policies.receipt, known);
  return { rules: { requireAll, recipients }, traffic: null, listed: [], refusals, enforcements };
}
