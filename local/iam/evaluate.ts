import type { Caller } from "../core/service.ts";
import { holds } from "./condition-operators.ts";
import type { Policy, Principals, Statement } from "./policy.ts";
import { matchesWildcard } from "./wildcard.ts";

/** Values of the condition keys of one request. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** One question to the engine, its context complete. */
export type Question = {
  readonly caller: Caller;
  readonly accountId: string;
  readonly action: string;
  readonly resource: string;
  readonly context: ConditionContext;
};

/** What one set of policies says: `account` = allowed to the account as a whole, which only delegates to identity policies. */
export type Opinion = { readonly denies: boolean; readonly allows: boolean; readonly account: boolean };

type Reach = "caller" | "account" | "none";

/** Asks identity policies: they have no principal, every statement is about the caller. */
export function identityOpinion(policies: readonly Policy[], question: Question): Opinion {
  return opinion(policies, question, () => "caller");
}

/** Asks a resource's own policy: only statements that name the caller count. */
export function resourceOpinion(policy: Policy, question: Question): Opinion {
  return opinion([policy], question, (statement) => reach(statement.Principal, question));
}

function opinion(policies: readonly Policy[], question: Question, reaches: (statement: Statement) => Reach): Opinion {
  let denies = false;
  let allows = false;
  let account = false;
  for (const statement of policies.flatMap((policy) => policy.statements)) {
    const who = reaches(statement);
    if (who === "none" || !applies(statement, question)) continue;
    if (statement.Effect === "Deny") denies = true;
    else if (who === "caller") allows = true;
    else account = true;
  }
  return { denies, allows, account };
}

function reach(principals: Principals | undefined, { caller, accountId }: Question): Reach {
  if (principals === undefined) return "none";
  const names = principals.AWS ?? [];
  if (names.includes("*")) return "caller";
  if (caller.kind === "service") return principals.Service?.includes(caller.principal) ? "caller" : "none";
  const own = caller.kind === "role" ? [caller.roleArn, caller.sessionArn] : [caller.arn];
  if (own.some((arn) => names.includes(arn))) return "caller";
  return names.includes(accountId) || names.includes(`arn:aws:iam::${accountId}:root`) ? "account" : "none";
}

function applies(statement: Statement, question: Question): boolean {
  const action = question.action.toLowerCase();
  const named = (list: readonly string[]) => list.some((one) => matchesWildcard(one.toLowerCase(), action));
  if (statement.Action !== undefined ? !named(statement.Action) : named(statement.NotAction ?? [])) return false;
  const covers = (list: readonly string[]) => list.some((one) => matchesWildcard(one, question.resource));
  if (statement.Resource !== undefined && !covers(statement.Resource)) return false;
  if (statement.NotResource !== undefined && covers(statement.NotResource)) return false;
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, valuesOf(question.context, key), wanted)),
  );
}

function valuesOf(context: ConditionContext, key: string): readonly string[] | undefined {
  const wanted = normalKey(key);
  const found = Object.entries(context).find(([name]) => normalKey(name) === wanted);
  return found === undefined ? undefined : [found[1]].flat();
}

/** Key names ignore case, except the encryption context's own key names. */
function normalKey(key: string): string {
  const prefix = "kms:encryptioncontext:";
  const lower = key.toLowerCase();
  return lower.startsWith(prefix) ? prefix + key.slice(prefix.length) : lower;
}
