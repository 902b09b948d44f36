import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { DraftEntry } from "../../../../src/contracts/admin-api/drafts.ts";
import { problemWords } from "./problem-words.ts";
import { useSentence } from "./use-sentence.ts";

/** A policy in plain words while it is written, or what is still missing. */
export function PolicySentence({ policy, of }: { policy: DraftEntry; of: string }) {
  const said = useSentence(policy, of);
  return (
    <div aria-live="polite" className="said">
      {said === null ? <StatusIndicator type="loading">Reading the policy</StatusIndicator> : null}
      {said?.sentence ? <p className="sentence">{said.sentence}</p> : null}
      <ul className="plain">
        {(said?.problems ?? []).map((problem) => (
          <li key={`${problem.path} ${problem.message}`}>
            <StatusIndicator type="error">{problemWords(problem)}</StatusIndicator>
          </li>
        ))}
      </ul>
    </div>
  );
}
