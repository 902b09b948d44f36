import type { DraftEntry, DraftPolicies } from "../contracts/admin-api/drafts.ts";
import type { Policy } from "../contracts/policies.ts";
import { explainPolicy } from "../policy/explain-policy.ts";
import { type PolicyProblem, parsePolicies } from "../policy/parse-policies.ts";

/** A policy in plain words, as far as it is finished, and what is still wrong with it. */
export type Sentence = {
  readonly sentence: string;
  readonly problems: readonly PolicyProblem[];
  /** With all defaults filled in; null while it is not finished. */
  readonly policy: Policy | null;
};

/** Says a policy in plain words; groups, dictionaries and profiles are those it lies among. */
export function sentenceOf(policy: DraftEntry, among: DraftPolicies): Sentence {
  const parsed = parsePolicies({ ...namesOf(among), policies: [policy] });
  const known = parsed.ok ? parsed.policies.policies[0] : undefined;
  if (known !== undefined) return { sentence: explainPolicy(known), problems: [], policy: known };
  if (parsed.ok) return { sentence: "", problems: [], policy: null };
  const problems = parsed.problems.map(({ path, message }) => ({
    path: path.replace(/^policies\[0\]\.?/, ""),
    message,
  }));
  return { sentence: "", problems, policy: null };
}

const names = new WeakMap<DraftPolicies, object>();

/** A policies file that has what policies name and nothing that takes long to check. */
function namesOf(among: DraftPolicies): object {
  const known = names.get(among);
  if (known !== undefined) return known;
  const ids = (section: "groups" | "dictionaries" | "encryptionProfiles") => among[section].map(({ id }) => id);
  const made = {
    version: 1,
    companyDomains: among.companyDomains,
    groups: ids("groups").map((id) => ({ id, name: id })),
    dictionaries: ids("dictionaries").map((id) => ({ id, name: id, entries: [{ phrase: id }] })),
    encryptionProfiles: ids("encryptionProfiles").map((id) => ({ id })),
  };
  names.set(among, made);
  return made;
}
