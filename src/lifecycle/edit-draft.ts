import type { Clock } from "../clock.ts";
import { type DraftChange, type DraftPolicies, draftPolicies } from "../contracts/admin-api/drafts.ts";
import { SealgateError } from "../errors.ts";
import type { PolicyRepository, PolicyVersion } from "../policy/repository.ts";
import { applyChanges } from "./apply-changes.ts";
import type { Draft, DraftStore } from "./draft.ts";
import { rebaseDraft } from "./rebase-draft.ts";
import { sameValue } from "./same-value.ts";

/** Where drafts and what they rest on are kept. */
export type DraftPorts = { readonly drafts: DraftStore; readonly policies: PolicyRepository; readonly clock: Clock };

/** Who edits. */
export type Editor = { readonly subjectId: string; readonly userName: string };

/** The largest draft, as text; what it becomes must fit into one answer. */
const largestDraft = 16 * 1024 * 1024;

/** An administrator's draft; without one, the policies in force at revision 0. */
export async function openDraft({ drafts, policies }: DraftPorts, owner: string, ownerName: string): Promise<Draft> {
  const draft = await drafts.find(owner);
  if (draft !== null) return draft;
  const current = await currentOf(policies);
  return {
    ...{ owner, ownerName, basedOn: current.version, revision: 0 },
    ...{ updatedAt: current.publishedAt, updatedBy: current.publishedBy },
    policies: asDraft(current),
  };
}

/** The policies in force; an installation has some from the beginning. */
export async function currentOf(policies: PolicyRepository): Promise<PolicyVersion> {
  const current = await policies.current();
  if (current === null) throw new SealgateError("no-policies", 404, "no policies were published yet");
  return current;
}

/** A version as a draft that nothing was changed in. */
export function asDraft({ policySet }: Pick<PolicyVersion, "policySet">): DraftPolicies {
  return draftPolicies.parse(policySet);
}

/** Makes changes in a draft that must still be at the revision named. */
export async function changeDraft(
  ports: DraftPorts,
  draft: Draft,
  editor: Editor,
  changes: readonly DraftChange[],
): Promise<Draft> {
  return saveDraft(ports, draft, editor, { policies: applyChanges(draft.policies, changes) });
}

/** Puts a whole policies file in place of what the draft holds. */
export async function importDraft(ports: DraftPorts, draft: Draft, editor: Editor, text: string): Promise<Draft> {
  return saveDraft(ports, draft, editor, { policies: readDraftText(text), text });
}

/** Puts a draft on the version in force; nothing is saved while conflicts are open. */
export async function rebase(
  ports: DraftPorts,
  draft: Draft,
  editor: Editor,
  choices: Readonly<Record<string, "mine" | "theirs">>,
) {
  const current = await currentOf(ports.policies);
  const base = await ports.policies.find(draft.basedOn);
  const three = { base: asDraft(base ?? current), mine: draft.policies, theirs: asDraft(current) };
  const { policies, conflicts } = rebaseDraft(three, choices);
  if (conflicts.length > 0) return { draft, conflicts };
  const text = sameValue(policies, draft.policies) ? draft.text : undefined;
  return {
    draft: await saveDraft(ports, { ...draft, basedOn: current.version }, editor, { policies, text }),
    conflicts,
  };
}

async function saveDraft(
  { drafts, clock }: DraftPorts,
  draft: Draft,
  { userName }: Editor,
  content: { readonly policies: DraftPolicies; readonly text?: string | undefined },
): Promise<Draft> {
  const { text: _, ...rest } = draft;
  const saved: Draft = {
    ...rest,
    policies: content.policies,
    ...(content.text !== undefined && { text: content.text }),
    revision: draft.revision + 1,
    updatedAt: clock.now().toISOString(),
    updatedBy: userName,
  };
  const fits = (content.text ?? JSON.stringify(content.policies)).length <= largestDraft;
  if (!fits) throw new SealgateError("draft-too-large", 413, "the policies are larger than 16 MB");
  if (!(await drafts.save(saved, draft.revision))) throw staleDraft();
  return saved;
}

/** Refuses a change made on a revision that was changed meanwhile. */
export function staleDraft(): SealgateError {
  return new SealgateError("stale-draft", 409, "this draft was changed elsewhere meanwhile");
}

function readDraftText(text: string): DraftPolicies {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    throw new SealgateError("not-json", 400, `this is not JSON: ${(cause as Error).message}`, { cause });
  }
  const read = draftPolicies.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue?.path.join(".") ?? "";
  throw new SealgateError("not-policies", 400, `this is no policies file: ${place} ${issue?.message ?? ""}`);
}
