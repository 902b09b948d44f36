import Badge from "@cloudscape-design/components/badge";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import type { PoliciesAnswer, PolicyRow } from "../../../../src/contracts/admin-api/policies.ts";
import { DispositionBadge } from "../parts/disposition-badge.tsx";
import { Section } from "../parts/section.tsx";
import { useLoaded } from "../use-loaded.ts";
import { dateTime } from "../words.ts";

/** The policies in force, in the order in which they are asked. */
export function PoliciesPage() {
  const { loaded, reload } = useLoaded<PoliciesAnswer>("api/policies");
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="Asked from top to bottom, for each recipient. The first match decides."
          actions={<Button iconName="refresh" ariaLabel="Refresh" onClick={reload} />}
        >
          Policies in force
        </Header>
      }
    >
      <title>Policies in force – Administrative Console</title>
      <Section loaded={loaded} onRetry={reload}>
        {(answer) => <PolicyList answer={answer} />}
      </Section>
    </ContentLayout>
  );
}

function PolicyList({ answer }: { answer: PoliciesAnswer }) {
  const { policies, version, publishedAt, publishedBy, otherwise, companyDomains } = answer;
  const by = publishedBy === "installation" ? "at installation" : `by ${publishedBy}`;
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${policies.length})`}
          description={`Version ${version}, in force since ${dateTime(publishedAt)}, published ${by}.`}
        >
          Policies
        </Header>
      }
      footer={<span className="quiet">Internal means: {companyDomains.join(", ")}</span>}
    >
      <ol className="policies">
        {policies.map((policy, index) => (
          <PolicyItem key={policy.id} policy={policy} number={index + 1} />
        ))}
        <li className="otherwise">
          <span className="number" aria-hidden="true">
            ∗
          </span>
          <div>
            <h3 className="name">Otherwise</h3>
            <p className="sentence">
              What no policy matched. Mail that could not be read whole is never sent in clear, whatever stands here.
            </p>
          </div>
          <div className="badges">
            <DispositionBadge disposition={otherwise} />
          </div>
        </li>
      </ol>
    </Container>
  );
}

function PolicyItem({ policy, number }: { policy: PolicyRow; number: number }) {
  const { name, narrative, sentence, disposition } = policy;
  return (
    <li>
      <span className="number">{number}</span>
      <div>
        <h3 className="name">{name}</h3>
        <p className="sentence">{sentence}</p>
        {narrative === "" ? null : <p className="narrative">{narrative}</p>}
      </div>
      <div className="badges">
        {badgesOf(policy)}
        <DispositionBadge disposition={disposition} />
      </div>
    </li>
  );
}

function badgesOf({ status, auditOnly }: PolicyRow) {
  const words = { disabled: "Disabled", future: "Future", expired: "Expired" };
  return (
    <>
      {auditOnly ? <Badge color="severity-low">Audit only</Badge> : null}
      {status === "active" ? null : <Badge color="grey">{words[status]}</Badge>}
    </>
  );
}
