import type { AdminContext } from "../../src/context/admin.ts";
import type { PolicySet } from "../../src/contracts/policies.ts";
import { SealgateError } from "../../src/errors.ts";
import { checkPolicies } from "../../src/lifecycle/check-policies.ts";
import type { Draft } from "../../src/lifecycle/draft.ts";
import { currentOf, type Editor, openDraft, staleDraft } from "../../src/lifecycle/edit-draft.ts";
import type { ConsoleRole, Principal } from "./principal.ts";

/** Whoever may change policies. */
export const policyEditors = ["owner", "policy-admin"] as const satisfies readonly ConsoleRole[];

/** Whoever may see drafts, history and what policies would do. */
export const policyReaders = ["owner", "policy-admin", "auditor"] as const satisfies readonly ConsoleRole[];

/** Who edits. */
export function editorOf({ subjectId, name }: Principal): Editor {
  return { subjectId, userName: name };
}

/** The draft of a subject, or one's own. */
export async function findDraft(context: AdminContext, principal: Principal, of?: string): Promise<Draft> {
  if (of === undefined || of === "mine" || of === principal.subjectId) {
    return openDraft(context, principal.subjectId, principal.name);
  }
  const draft = await context.drafts.find(of);
  if (draft === null) throw new SealgateError("no-draft", 404, "this draft was published or discarded");
  return draft;
}

/** The same, refused when it is not at this revision any more. */
export async function findDraftAt(
  context: AdminContext,
  principal: Principal,
  { of, revision }: { readonly of?: string | undefined; readonly revision: number },
): Promise<Draft> {
  const draft = await findDraft(context, principal, of);
  if (draft.revision !== revision) throw staleDraft();
  return draft;
}

/** Policies to judge by, and what they are called: a draft that has no errors, a version, or those in force. */
export async function policiesFor(
  context: AdminContext,
  principal: Principal,
  asked: { readonly draft?: string | undefined; readonly version?: number | undefined },
): Promise<{ readonly policySet: PolicySet; readonly name: string }> {
  if (asked.draft !== undefined) {
    const draft = await findDraft(context, principal, asked.draft);
    return { policySet: await usable(context, draft), name: `draft of ${draft.ownerName}` };
  }
  const found =
    asked.version === undefined ? await currentOf(context.policies) : await context.policies.find(asked.version);
  if (found === null) throw new SealgateError("no-version", 404, "there is no such version of the policies");
  return { policySet: found.policySet, name: `version ${found.version}` };
}

/** A draft's policies; refused while they have errors. */
export async function usable(context: AdminContext, draft: Draft): Promise<PolicySet> {
  const { policySet, problems } = await checkDraft(context, draft);
  if (policySet !== null) return policySet;
  const [first] = problems.filter(({ severity }) => severity === "error");
  const where = [first?.name, first?.path].filter((word) => word !== undefined && word !== "").join(": ");
  throw new SealgateError("draft-has-errors", 422, `the draft has errors: ${where}: ${first?.message ?? ""}`);
}

/** What is wrong with a draft but for its golden tests. */
export async function checkDraft(context: AdminContext, draft: Draft) {
  const current = await currentOf(context.policies);
  const { companyDomains } = current.policySet;
  const today = context.clock.now().toISOString().slice(0, 10);
  return checkPolicies(draft.policies, { companyDomains, ingress: context.ingress, today });
}
