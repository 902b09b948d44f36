import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { Problem } from "../../../../src/contracts/admin-api/drafts.ts";
import { problemWords } from "./problem-words.ts";

const sectionWords: Readonly<Record<string, string>> = {
  policies: "Policy",
  dictionaries: "Dictionary",
  groups: "Group",
  encryptionProfiles: "Profile",
  tests: "Test",
};

/** What a check found, worst first. */
export function PolicyProblems({ problems, named = false }: { problems: readonly Problem[]; named?: boolean }) {
  if (problems.length === 0) return null;
  const sorted = problems.toSorted((a, b) => (a.severity === b.severity ? 0 : a.severity === "error" ? -1 : 1));
  return (
    <ul className="plain">
      {sorted.map((problem) => (
        <li key={`${problem.section} ${problem.id} ${problem.path} ${problem.message}`}>
          <StatusIndicator type={problem.severity}>
            {named && problem.section !== undefined ? `${sectionWords[problem.section]} “${problem.name}”: ` : ""}
            {problemWords(problem)}
          </StatusIndicator>
        </li>
      ))}
    </ul>
  );
}
