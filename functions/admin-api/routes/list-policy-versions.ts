import type { AdminContext } from "../../../src/context/admin.ts";
import { type VersionRow, versionsAnswer, versionsRequest } from "../../../src/contracts/admin-api/policy-versions.ts";
import { diffPolicies } from "../../../src/lifecycle/diff-policies.ts";
import { asDraft, currentOf } from "../../../src/lifecycle/edit-draft.ts";
import { findDrift } from "../../../src/lifecycle/find-drift.ts";
import type { PublishedVersion } from "../../../src/policy/repository.ts";
import { jsonAnswer } from "../json-answer.ts";
import { overseers, route } from "../principal.ts";

/** Versions of the policies, newest first, and whether the console has left the file pushed last. */
export const listPolicyVersions = route({
  method: "GET",
  path: "/api/policy-versions",
  roles: overseers,
  scope: "policies:read",
  request: versionsRequest,
  answer: versionsAnswer,
  handle: async ({ input: { limit, before }, context }) => {
    const { version: inForce } = await currentOf(context.policies);
    const found = await context.policies.history(limit, before);
    const last = found.at(-1)?.version ?? 1;
    return jsonAnswer(versionsAnswer, {
      inForce,
      versions: found.map(toRow),
      ...(last > 1 && { before: last }),
      drift: before === undefined ? await describeDrift(context) : undefined,
    });
  },
});

async function describeDrift({ policies }: AdminContext) {
  const drift = await findDrift(policies);
  const pushed = drift && (await policies.find(drift.pushed.version));
  if (drift === null || pushed === null) return undefined;
  const current = await currentOf(policies);
  const differences = diffPolicies(asDraft(pushed), asDraft(current)).length;
  if (differences === 0) return undefined;
  return { pushed: toRow(drift.pushed), since: drift.since.map(toRow), differences };
}

function toRow({ version, publishedAt, publishedBy, note, origin }: PublishedVersion): VersionRow {
  return { version, publishedAt, publishedBy, note, origin: origin ?? "console" };
}
