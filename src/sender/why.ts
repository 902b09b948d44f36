import type { RecipientRecord } from "../tracking/message-record.ts";
import { notClear } from "../tracking/not-clear.ts";

/** Why a message was encrypted, for people: a policy by name, or a reason that has words of its own. */
export type Why = { readonly policy: string } | "default" | "safety" | "uncarried";

/** The reasons for these recipients, each once. */
export function whyEncrypted(recipients: readonly Pick<RecipientRecord, "policyName" | "reason">[]): Why[] {
  const policies = new Set<string>();
  const others = new Set<Exclude<Why, object>>();
  for (const { policyName, reason = "" } of recipients) {
    if (reason.includes(notClear)) others.add("uncarried");
    else if (policyName !== undefined) policies.add(policyName);
    else others.add(reason.startsWith("No policy applies.") ? "default" : "safety");
  }
  return [...[...policies].map((policy) => ({ policy })), ...others];
}
