import type { Group } from "../contracts/policies-directory.ts";
import type { TlsPolicySet } from "../contracts/tls-policies.ts";
import type { Enforcement, Refusal } from "./compile/company-mail.ts";
import { compileForIngress, type IngressProfile, type InstalledCompany } from "./compile/compile-for-ingress.ts";
import { explainOverlaps, type Overlap } from "./explain-overlaps.ts";
import { parseTlsPolicies } from "./parse-tls-policies.ts";
import type { TlsProblem } from "./problem.ts";

/** What is known when policies are looked at before they are published. */
export type ReviewSurroundings = {
  readonly profile: IngressProfile;
  readonly company: InstalledCompany;
  readonly groups: readonly Group[];
  /** Those published last, which may have ended since. */
  readonly saved: TlsPolicySet | null;
  /** Whether mail can leave by the company's own mail server. */
  readonly smtpRoute: boolean;
};

/** What speaks against policies, what becomes of them, and what their author should know. */
export type Review = {
  /** As they would be kept; null when their shape is not right. */
  readonly policies: TlsPolicySet | null;
  readonly problems: readonly TlsProblem[];
  readonly refusals: readonly Refusal[];
  readonly enforcements: readonly Enforcement[];
  readonly overlaps: readonly Overlap[];
};

/** Looks at policies as publishing does; without problems and refusals they may be published. */
export function reviewPolicies(value: unknown, around: ReviewSurroundings): Review {
  const { company, saved } = around;
  const { now, timeZone } = company;
  const parsed = parseTlsPolicies(value, { now, timeZone, saved, groupSize: (id) => sizeOf(id, around.groups) });
  if (!parsed.ok) return { policies: null, problems: parsed.problems, refusals: [], enforcements: [], overlaps: [] };
  const { policies } = parsed;
  const { refusals, enforcements } = compileForIngress(policies, around.profile, company);
  const overlaps = [policies.receipt, policies.delivery].flatMap((list) => explainOverlaps(list, now, company));
  return { policies, problems: withoutRoute(policies, around.smtpRoute), refusals, enforcements, overlaps };
}

function withoutRoute({ delivery }: TlsPolicySet, smtpRoute: boolean): TlsProblem[] {
  if (smtpRoute) return [];
  const message = "no mail server of the company is set up as a way out (-c smtpRoute=smtp://…)";
  return delivery.flatMap(({ route }, index) =>
    route === "smtp" ? [{ path: `delivery[${index}].route`, message }] : [],
  );
}

/** Members of a group and of those inside it; null when there is no such group. */
function sizeOf(id: string, groups: readonly Group[], seen = new Set<string>()): number | null {
  const group = groups.find((one) => one.id === id);
  if (group === undefined) return null;
  if (seen.has(id)) return 0;
  seen.add(id);
  const inside = group.groups.map((one) => sizeOf(one, groups, seen) ?? 0);
  return group.addresses.length + group.domains.length + inside.reduce((sum, size) => sum + size, 0);
}
