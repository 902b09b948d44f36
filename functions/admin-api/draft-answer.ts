import type { AdminContext } from "../../src/context/admin.ts";
import type { DraftAnswer, DraftEntry, DraftPolicies, EntryRow } from "../../src/contracts/admin-api/drafts.ts";
import { policy as policySchema } from "../../src/contracts/policies.ts";
import { nameOf } from "../../src/lifecycle/check-policies.ts";
import { diffPolicies } from "../../src/lifecycle/diff-policies.ts";
import type { Draft } from "../../src/lifecycle/draft.ts";
import { asDraft, currentOf } from "../../src/lifecycle/edit-draft.ts";
import { sameValue } from "../../src/lifecycle/same-value.ts";
import { sentenceOf } from "../../src/lifecycle/sentence-of.ts";
import { usersOf } from "../../src/lifecycle/users-of.ts";
import { withDefaults } from "../../src/lifecycle/with-defaults.ts";
import { checkDraft } from "./policy-context.ts";
import { policyStatus } from "./policy-status.ts";

/** A draft as the console edits it. */
export async function describeDraft(context: AdminContext, draft: Draft, subjectId: string): Promise<DraftAnswer> {
  const current = await currentOf(context.policies);
  const base = asDraft((await context.policies.find(draft.basedOn)) ?? current);
  const { problems } = await checkDraft(context, draft);
  const { policies } = draft;
  const people = Object.values(policies.attributes);
  return {
    ...{ owner: draft.owner, ownerName: draft.ownerName, isMine: draft.owner === subjectId },
    ...{ basedOn: draft.basedOn, inForce: current.version, revision: draft.revision },
    ...{ updatedAt: draft.updatedAt, updatedBy: draft.updatedBy },
    companyDomains: policies.companyDomains,
    policies: describePolicies(policies, base, context.clock.now()),
    otherwise: policies.otherwise,
    unreadable: policies.unreadable,
    encryptionProfiles: policies.encryptionProfiles,
    dictionaries: policies.dictionaries.map((entry) => toRow(entry, lengthOf(entry.entries), policies)),
    groups: policies.groups.map((entry) => toRow(entry, lengthOf(entry.addresses) + lengthOf(entry.domains), policies)),
    tests: policies.tests.map(toTest),
    people: people.length,
    attributeNames: [...new Set(people.flatMap((person) => Object.keys(person ?? {})))].slice(0, 200),
    problems: problems.slice(0, 200),
    changes: draft.revision === 0 ? 0 : diffPolicies(base, policies).length,
  };
}

function describePolicies(policies: DraftPolicies, base: DraftPolicies, now: Date): DraftAnswer["policies"] {
  const before = new Map(base.policies.map((entry) => [entry.id, entry]));
  const filled = withDefaults(policies).policies;
  return policies.policies.map((entry, index) => {
    const known = before.get(entry.id);
    const read = policySchema.safeParse(entry);
    return {
      policy: entry,
      sentence: sentenceOf(entry, policies).sentence,
      status: read.success ? policyStatus(read.data, now) : "disabled",
      change: known === undefined ? "added" : sameValue(known, filled[index]) ? "none" : "changed",
    };
  });
}

function toRow(entry: DraftEntry, size: number, policies: DraftPolicies): EntryRow {
  return {
    id: entry.id,
    name: nameOf(entry),
    narrative: typeof entry.narrative === "string" ? entry.narrative : "",
    size,
    groups: Array.isArray(entry.groups) ? entry.groups.map(String) : [],
    usedBy: usersOf(entry.id, policies),
  };
}

function toTest(entry: DraftEntry): DraftAnswer["tests"][number] {
  const expect = (entry.expect ?? {}) as { is?: string; isNot?: string };
  const to = Array.isArray(entry.to) ? entry.to.join(", ") : "";
  return { id: entry.id, name: nameOf(entry), expect: expect.is ?? `not ${expect.isNot ?? ""}`, to };
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
