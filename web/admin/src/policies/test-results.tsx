import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TestResult } from "../../../../src/contracts/admin-api/drafts.ts";

/** How the golden tests went. */
export function TestResults({ tests }: { tests: readonly TestResult[] }) {
  if (tests.length === 0) return <span className="quiet">There are no golden tests yet.</span>;
  return (
    <ul className="plain">
      {tests.map(({ id, name, passed, outcome }) => (
        <li key={id}>
          <StatusIndicator type={passed ? "success" : "error"}>
            Test “{name}” {passed ? "holds" : "fails"}
          </StatusIndicator>
          <div className="quiet">{outcome}</div>
        </li>
      ))}
    </ul>
  );
}
