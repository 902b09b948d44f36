import type { ExplanationAnswer } from "../../../../src/contracts/admin-api/replays.ts";
import type { VerdictRow } from "../../../../src/contracts/admin-api/simulations.ts";
import type { Trace } from "../../../../src/contracts/admin-api/trace.ts";
import { DispositionBadge } from "../parts/disposition-badge.tsx";
import { PolicyTraceItem } from "../parts/policy-trace-item.tsx";
import { Section } from "../parts/section.tsx";
import { useLoaded } from "../use-loaded.ts";
import { reasonOf } from "./simulation-result.tsx";

type Props = { messageId: string; recipient: string; draft?: string; version?: number };

/** One recipient's verdict with its reasoning: of then, and under a draft or another version. */
export function MessageExplanation({ messageId, recipient, draft, version }: Props) {
  const query = new URLSearchParams({
    ...(draft !== undefined && { draft }),
    ...(version !== undefined && { version: String(version) }),
  });
  const path = `api/messages/${encodeURIComponent(messageId)}/explanation?${query}`;
  const { loaded, reload } = useLoaded<ExplanationAnswer>(path);
  return (
    <Section loaded={loaded} onRetry={reload}>
      {({ policies, judgedBy, fromText, verdicts, traces, before, beforeTraces, unknown }) => (
        <div className="difference">
          <Reasoning
            heading={`Then, by version ${judgedBy}`}
            verdict={before.find((one) => one.recipient === recipient)}
            traces={beforeTraces}
          />
          <Reasoning
            heading={`By ${policies}`}
            verdict={verdicts.find((one) => one.recipient === recipient)}
            traces={traces}
          />
          {unknown[recipient] === undefined ? null : (
            <p className="sentence">
              Cannot be known: {unknown[recipient].join(", ")} asks for words that nobody asked for when the message
              came, and there is no kept text that you may have asked.
            </p>
          )}
          {fromText ? (
            <p className="sentence">Its kept text was asked what nobody had asked. That is in the audit log.</p>
          ) : null}
        </div>
      )}
    </Section>
  );
}

function Reasoning({ heading, verdict, traces }: { heading: string; verdict?: VerdictRow; traces: readonly Trace[] }) {
  if (verdict === undefined) return null;
  return (
    <section>
      <h3 className="name">{heading}</h3>
      <p className="sentence">
        <DispositionBadge disposition={verdict.disposition} /> {reasonOf(verdict)}
      </p>
      <ol className="trace">
        {(traces[verdict.trace]?.policies ?? []).map((policy, index) => (
          <PolicyTraceItem
            key={policy.policyId}
            policy={policy}
            number={index + 1}
            decided={policy.policyId === verdict.policyId}
          />
        ))}
      </ol>
    </section>
  );
}
