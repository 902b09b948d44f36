import type { VerdictRow } from "../../src/contracts/admin-api/simulations.ts";
import { modifierOf } from "../../src/policy/modifiers/index.ts";
import type { Verdict } from "../../src/policy/types.ts";

/** A verdict as the console shows it. */
export function describeVerdict(verdict: Verdict, trace = verdict.trace): VerdictRow {
  const { recipient, disposition, policyId, policyName, reason, encryptionProfile, modifiers } = verdict;
  return {
    ...{ recipient, disposition, policyId, policyName, encryptionProfile, trace },
    reason: reason.kind,
    classes: "classes" in reason ? reason.classes : [],
    changes: modifiers.map(({ type, settings }) => modifierOf(type)?.sentence(settings) ?? type),
  };
}
