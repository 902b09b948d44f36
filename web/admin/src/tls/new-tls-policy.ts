import type { ReadinessRow } from "../../../../src/contracts/admin-api/tls.ts";
import type { DeliveryPolicy, ReceiptPolicy } from "../../../../src/contracts/tls-policies.ts";

/** What a form edits: a Secure Receipt policy, or a Secure Delivery policy with what it has besides. */
export type EditedPolicy = ReceiptPolicy & Partial<Omit<DeliveryPolicy, keyof ReceiptPolicy>>;

/** A policy as the form shows it first; `domain` is a partner from the readiness report. */
export function newPolicy(list: "receipt" | "delivery", domain: string | null): EditedPolicy {
  const partner =
    domain === null ? { kind: "everyone" as const } : { kind: "domain" as const, domain, subdomains: false };
  const frame: ReceiptPolicy = {
    id: domain === null ? "" : `tls-${domain.replaceAll(/[^a-z0-9]+/g, "-")}`,
    narrative: domain === null ? "" : `TLS is required to ${domain}`,
    option: domain === null ? "default" : "enforced",
    minimumTls: "1.2",
    basis: "return-address",
    appliesFrom: [{ kind: "everyone" }],
    appliesTo: [partner],
    enabled: true,
    override: false,
    bidirectional: false,
    sourceRanges: [],
    createdAt: new Date().toISOString(),
  };
  return list === "receipt"
    ? frame
    : { ...frame, certificate: "any", route: "ses", whenUnavailable: "mpc", alsoFor: [] };
}

/** The address of a draft policy for a partner of the report. */
export const draftFor = ({ domain }: Pick<ReadinessRow, "domain">) =>
  `tls-policies/delivery/new?domain=${encodeURIComponent(domain)}`;
