import type { z } from "zod";
import { type DraftEntry, type DraftPolicies, draftPolicies } from "../contracts/admin-api/drafts.ts";
import { encryptionProfile, otherwise, unreadable } from "../contracts/policies.ts";
import { dictionary } from "../contracts/policies-dictionary.ts";
import { group } from "../contracts/policies-directory.ts";
import { goldenTest } from "../contracts/policies-tests.ts";
import { sentenceOf } from "./sentence-of.ts";

const known = new WeakMap<DraftPolicies, DraftPolicies>();

/** A draft with what its finished entries leave out filled in, so that two drafts can be compared by what they mean. */
export function withDefaults(policies: DraftPolicies): DraftPolicies {
  const made = known.get(policies) ?? fillIn(policies);
  known.set(policies, made);
  return made;
}

function fillIn(policies: DraftPolicies): DraftPolicies {
  return draftPolicies.parse({
    ...policies,
    policies: policies.policies.map((entry) => sentenceOf(entry, policies).policy ?? entry),
    dictionaries: filled(dictionary, policies.dictionaries),
    groups: filled(group, policies.groups),
    encryptionProfiles: filled(encryptionProfile, policies.encryptionProfiles),
    tests: filled(goldenTest, policies.tests),
    otherwise: orItself(otherwise, policies.otherwise),
    unreadable: orItself(unreadable, policies.unreadable),
  });
}

function filled(schema: z.ZodType, entries: readonly DraftEntry[]): unknown[] {
  return entries.map((entry) => orItself(schema, entry));
}

function orItself(schema: z.ZodType, value: unknown): unknown {
  const read = schema.safeParse(value);
  return read.success ? read.data : value;
}
