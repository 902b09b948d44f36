import type { AdminContext } from "../../src/context/admin.ts";
import type { TlsReview } from "../../src/contracts/admin-api/tls.ts";
import { directoryOf } from "../../src/policy/directory-of.ts";
import { profileOf } from "../../src/tls/compile/compile-for-ingress.ts";
import type { Review, ReviewSurroundings } from "../../src/tls/review-policies.ts";
import type { TlsContext } from "../../src/tls/types.ts";

/** What TLS policies are looked at against, as things are now. */
export async function surroundingsOf(context: AdminContext): Promise<ReviewSurroundings> {
  const { tls, settings, policies, companyDomains, gatewayDomain, clock } = context;
  const [stored, current, newest] = await Promise.all([
    settings.current(),
    policies.current(),
    tls.repository.newest(),
  ]);
  return {
    profile: profileOf(tls.installed, stored.settings.recipientForm),
    company: {
      gatewayDomain,
      companyDomains: new Set(companyDomains),
      networks: stored.settings.connectorNetworks ?? tls.installed.connectorNetworks,
      timeZone: stored.settings.policyTimeZone,
      now: clock.now(),
    },
    groups: current?.policySet.groups ?? [],
    saved: newest?.policies ?? null,
    smtpRoute: tls.installed.smtpRoute,
  };
}

/** What selecting a policy needs to know of the company. */
export async function tlsContextOf(context: AdminContext): Promise<TlsContext> {
  const [{ settings }, current] = await Promise.all([context.settings.current(), context.policies.current()]);
  return {
    companyDomains: new Set(context.companyDomains),
    timeZone: settings.policyTimeZone,
    directory: directoryOf(current?.policySet ?? { groups: [], attributes: {} }),
  };
}

/** A review without the policies themselves. */
export function told({ problems, refusals, enforcements, overlaps }: Review): TlsReview {
  return { problems, refusals, enforcements, overlaps };
}
