import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { MessageAnswer } from "../../../../src/contracts/admin-api/messages.ts";
import type { Trace } from "../../../../src/contracts/admin-api/trace.ts";
import { DispositionBadge } from "./disposition-badge.tsx";
import { PolicyTraceItem } from "./policy-trace-item.tsx";

/** Why: policy by policy, for every group of recipients that was judged alike. */
export function ReasoningPanel({ message }: { message: MessageAnswer }) {
  const { traces, recipients } = message;
  const used = traces.map((trace, index) => ({ trace, alike: recipients.filter((each) => each.trace === index) }));
  const shown = used.filter(({ alike }) => alike.length > 0);
  return (
    <Container
      header={
        <Header variant="h2" description="Each policy in order, until one decided. What was matched is masked.">
          Why
        </Header>
      }
    >
      {shown.length === 0 ? <span className="quiet">{absent[message.reasoning]}</span> : null}
      <SpaceBetween size="l">
        {shown.map(({ trace, alike }) => (
          <section key={alike[0]?.id}>
            {shown.length > 1 ? <h3 className="name">For {alike.map(({ address }) => address).join(", ")}</h3> : null}
            <TraceList trace={trace} recipient={alike[0]} />
          </section>
        ))}
      </SpaceBetween>
    </Container>
  );
}

const absent: Readonly<Record<MessageAnswer["reasoning"], string>> = {
  kept: "No policy was asked for these recipients.",
  "not-judged": "The message was not judged.",
  "too-large": "The reasoning was too large to be kept. The verdicts above hold.",
};

type Recipient = MessageAnswer["recipients"][number] | undefined;

function TraceList({ trace, recipient }: { trace: Trace; recipient: Recipient }) {
  const decided = trace.policies.findLast(({ result, auditOnly }) => result === true && !auditOnly);
  const byPolicy = recipient?.policyName !== undefined;
  return (
    <ol className="trace">
      {trace.policies.map((policy, index) => (
        <PolicyTraceItem
          key={policy.policyId}
          policy={policy}
          number={index + 1}
          decided={byPolicy && policy === decided}
        />
      ))}
      {byPolicy || recipient?.disposition === undefined ? null : (
        <li className="condition">
          <b className="mark">In the end</b>
          <div>
            <DispositionBadge disposition={recipient.disposition} /> {recipient.reason}
          </div>
        </li>
      )}
    </ol>
  );
}
