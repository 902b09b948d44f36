import Badge from "@cloudscape-design/components/badge";
import type { DraftPolicyRow } from "../../../../src/contracts/admin-api/drafts.ts";

/** How a policy stands, in a word. */
export const statusWords = { active: "Active", disabled: "Disabled", future: "Future", expired: "Expired" } as const;

type Props = {
  status: DraftPolicyRow["status"];
  auditOnly: boolean;
  change?: DraftPolicyRow["change"];
  hits: { readonly decided: number; readonly audited: number } | null;
};

/** How a policy stands: whether it is asked, what the draft made of it, how often it decided in a week. */
export function PolicyBadges({ status, auditOnly, change = "none", hits }: Props) {
  const number = auditOnly ? hits?.audited : hits?.decided;
  return (
    <>
      {number === undefined ? null : (
        <span className="quiet once" title="Recipients in the last seven days">
          {number.toLocaleString("en")} in 7 days
        </span>
      )}
      {change === "none" ? null : <Badge color="severity-low">{change === "added" ? "New" : "Changed"}</Badge>}
      {auditOnly ? <Badge color="severity-low">Audit only</Badge> : null}
      <Badge color={status === "active" ? "green" : "grey"}>{statusWords[status]}</Badge>
    </>
  );
}
