import type { TlsPolicyFrame } from "../types.ts";
import type { CompanyMail, Enforcement } from "./company-mail.ts";

/** Live policies that allow what the whole gateway does not. */
export function stricterThan(live: readonly TlsPolicyFrame[], { requireForAll }: CompanyMail): readonly Enforcement[] {
  if (!requireForAll) return [];
  const lax = live.filter(({ option }) => option !== "enforced");
  return lax.map(({ id }) => ({
    policyId: id,
    where: "whole-gateway",
    sentence: `${id} does not require TLS, but the whole gateway does: mail without TLS is refused all the same.`,
  }));
}
