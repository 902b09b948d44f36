import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { SimulationAnswer, VerdictRow } from "../../../../src/contracts/admin-api/simulations.ts";
import { Address } from "../parts/address.tsx";
import { DispositionBadge } from "../parts/disposition-badge.tsx";
import { FindingsPanel } from "../parts/findings-panel.tsx";
import { PolicyTraceItem } from "../parts/policy-trace-item.tsx";
import { sizeOf } from "../words.ts";
import { ReadParts } from "./read-parts.tsx";

/** What would happen to a message, why, and what was read of it. */
export function SimulationResult({ result, only }: { result: SimulationAnswer; only?: string }) {
  const { subject, sender, size, policies, milliseconds, verdicts, traces, findings } = result;
  const groups = traces.map((trace, index) => ({ trace, alike: verdicts.filter((one) => one.trace === index) }));
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description={`“${subject || "(no subject)"}” from ${sender || "(no sender)"}, ${sizeOf(size)}. Judged by ${policies} in ${milliseconds} ms.`}
          >
            What would happen
          </Header>
        }
      >
        <div aria-live="polite">
          <ul className="rows verdicts">
            {verdicts.map((verdict) => (
              <li key={verdict.recipient}>
                <DispositionBadge disposition={verdict.disposition} />
                <div>
                  <Address of={verdict.recipient} />
                  <div className="quiet">{reasonOf(verdict)}</div>
                </div>
              </li>
            ))}
          </ul>
        </div>
      </Container>
      <Container
        header={
          <Header variant="h2" description="Each policy in order, until one decided. What was matched is masked.">
            Why
          </Header>
        }
      >
        <SpaceBetween size="l">
          {groups.map(({ trace, alike }) => (
            <section key={alike[0]?.recipient}>
              {groups.length > 1 ? (
                <h3 className="name">For {alike.map(({ recipient }) => recipient).join(", ")}</h3>
              ) : null}
              <ol className="trace">
                {trace.policies.map((policy, index) => (
                  <PolicyTraceItem
                    key={policy.policyId}
                    policy={policy}
                    number={index + 1}
                    decided={policy.policyId === alike[0]?.policyId || policy.policyId === only}
                  />
                ))}
              </ol>
            </section>
          ))}
        </SpaceBetween>
      </Container>
      <ExpandableSection
        variant="container"
        headerText="What the engine read"
        headerDescription="Part by part; long texts are cut here, not there."
      >
        <ReadParts parts={result.parts} more={result.moreParts} />
      </ExpandableSection>
      <FindingsPanel findings={findings} kept />
    </SpaceBetween>
  );
}

/** Why a verdict came about, in a sentence. */
export function reasonOf({ reason, policyName, classes, changes, encryptionProfile }: VerdictRow): string {
  const closed = classes.length > 0 ? ` (${classes.join(", ")})` : "";
  const why = {
    policy: `Policy “${policyName}” decides.`,
    otherwise: "No policy applies; the last row decides.",
    unreadable: `Not everything could be read${closed}.`,
    unknown: `A policy could not be answered for certain${closed}.`,
  }[reason];
  const profile = encryptionProfile === null ? "" : ` Profile: ${encryptionProfile}.`;
  return `${why}${profile}${changes.length > 0 ? ` Also: ${changes.join("; ")}.` : ""}`;
}
