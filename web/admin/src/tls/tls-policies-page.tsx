import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TlsPoliciesAnswer } from "../../../../src/contracts/admin-api/tls.ts";
import { Section } from "../parts/section.tsx";
import { useVisit } from "../signed-in.ts";
import { useLoaded } from "../use-loaded.ts";
import { dateTime } from "../words.ts";
import { RequireForAll } from "./require-for-all.tsx";
import { SmtpAccess } from "./smtp-access.tsx";
import "./tls.css";
import { TlsLists } from "./tls-list.tsx";
import { WhichApplies } from "./which-applies.tsx";

/** Secure Receipt and Secure Delivery: how mail must come and leave. */
export function TlsPoliciesPage() {
  const { loaded, reload } = useLoaded<TlsPoliciesAnswer>("api/tls-policies");
  const { role } = useVisit().signedIn;
  const mayChange = role === "owner" || role === "policy-admin";
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="How mail must reach the gateway and how it must leave. The most specific policy decides."
          actions={<Button iconName="refresh" ariaLabel="Refresh" onClick={reload} />}
        >
          TLS policies
        </Header>
      }
    >
      <title>TLS policies – Administrative Console</title>
      <Section loaded={loaded} onRetry={reload}>
        {(answer) => (
          <SpaceBetween size="l">
            <State answer={answer} />
            <TlsLists answer={answer} mayChange={mayChange} />
            <RequireForAll answer={answer} mayChange={mayChange} onChanged={reload} />
            <WhichApplies />
            {answer.smtpRoute && role === "owner" ? <SmtpAccess /> : null}
          </SpaceBetween>
        )}
      </Section>
    </ContentLayout>
  );
}

/** Since when what is in force, and what differs from it. */
function State({ answer }: { answer: TlsPoliciesAnswer }) {
  const { version, inForce, publishedBy, observedAt, drift, overlaps, refusals } = answer;
  if (version === 0)
    return (
      <Alert type="info">
        No TLS policy was published yet. TLS is used wherever the other side offers it, in both directions.
      </Alert>
    );
  const pending = inForce?.version !== version;
  return (
    <SpaceBetween size="s">
      <p className="tls-state">
        {pending
          ? `Version ${version} by ${publishedBy} comes into force as soon as the ingress does its part, usually within a minute.`
          : `Version ${version} by ${publishedBy} is in force since ${dateTime(inForce.since, true)}.`}
        {observedAt === null ? "" : ` The ingress was looked at last on ${dateTime(observedAt, true)}.`}
      </p>
      {pending || drift.length === 0 ? null : (
        <Alert type="warning" header="The ingress differs from what policies need; it is put right within a minute">
          <Sentences of={drift} />
        </Alert>
      )}
      {refusals.length === 0 ? null : (
        <Alert type="error" header="These policies cannot be kept as things are now">
          <Sentences of={refusals.map(({ sentence }) => sentence)} />
        </Alert>
      )}
      {overlaps.length === 0 ? null : (
        <Alert type="info" header="Equally specific policies that ask for different things">
          <Sentences of={overlaps.map(({ sentence }) => sentence)} />
        </Alert>
      )}
    </SpaceBetween>
  );
}

function Sentences({ of }: { of: readonly string[] }) {
  return (
    <ul className="tls-sentences">
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
