import { checkPolicies } from "./check-policies.ts";
import { asDraft, currentOf, type Editor } from "./edit-draft.ts";
import { runGoldenTests } from "./golden-tests.ts";
import type { Published, PublishPorts } from "./publish-draft.ts";

/**
 * Puts an earlier version in force again, byte for byte; null where there is none. It was checked against past messages
 * when it was published, and going back must be quick: only its own checks and tests are made again.
 */
export async function restoreVersion(
  { policies, clock, ingress }: Pick<PublishPorts, "policies" | "clock" | "ingress">,
  version: number,
  { userName }: Editor,
  { basedOn, note }: { readonly basedOn: number; readonly note: string },
): Promise<Published | null> {
  const earlier = Number.isInteger(version) ? await policies.find(version) : null;
  if (earlier === null) return null;
  const now = clock.now();
  const { companyDomains } = (await currentOf(policies)).policySet;
  const today = now.toISOString().slice(0, 10);
  const { policySet, problems } = checkPolicies(asDraft(earlier), { companyDomains, ingress, today });
  if (policySet === null) return { kind: "invalid", problems };
  const tests = await runGoldenTests(policySet, now);
  if (tests.some(({ passed }) => !passed)) return { kind: "tests-fail", tests };
  const text = (await policies.text(version)) ?? undefined;
  const origin = `version ${version}` as const;
  const published = await policies.publish({ basedOn, policySet, by: userName, at: now, note, origin, text });
  return published === null ? { kind: "stale" } : { kind: "published", version: published };
}
