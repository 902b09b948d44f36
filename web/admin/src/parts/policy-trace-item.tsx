import ExpandableSection from "@cloudscape-design/components/expandable-section";
import type { PolicyTrace } from "../../../../src/contracts/admin-api/trace.ts";
import { ConditionTrace } from "./condition-trace.tsx";

type Props = { policy: PolicyTrace; number: number; decided: boolean };

/** One policy as it was judged; the one that decided stands open. */
export function PolicyTraceItem({ policy, number, decided }: Props) {
  const { name, conditions, exceptions } = policy;
  return (
    <li>
      <ExpandableSection
        headerText={`${number}. ${name}`}
        headerDescription={outcomeOf(policy, decided)}
        headingTagOverride="h4"
        defaultExpanded={decided || policy.result === "unknown"}
      >
        {conditions === undefined ? <span className="quiet">Its conditions were not asked.</span> : null}
        {conditions === undefined ? null : <ConditionTrace label="When" node={conditions} />}
        {exceptions === undefined ? null : <ConditionTrace label="Except when" node={exceptions} />}
      </ExpandableSection>
    </li>
  );
}

function outcomeOf({ inactive, result, auditOnly }: PolicyTrace, decided: boolean): string {
  if (inactive === "disabled") return "Not asked: disabled";
  if (inactive === "not-in-force") return "Not asked: not in force at that time";
  if (result === "unknown") return "Could not be known";
  if (result === false) return "Did not match";
  if (auditOnly) return "Matched, but is audit only: it decides nothing";
  return decided ? "Matched and decided" : "Matched";
}
