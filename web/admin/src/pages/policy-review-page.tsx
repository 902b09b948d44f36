import Alert from "@cloudscape-design/components/alert";
import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { DraftAnswer, DraftCheckAnswer } from "../../../../src/contracts/admin-api/drafts.ts";
import { Section } from "../parts/section.tsx";
import { Differences } from "../policies/differences.tsx";
import { count } from "../policies/draft-bar.tsx";
import "../policies/policies.css";
import { PolicyProblems } from "../policies/policy-problems.tsx";
import { PublishPanel } from "../policies/publish-panel.tsx";
import { RebasePanel } from "../policies/rebase-panel.tsx";
import { ReplayPanel } from "../policies/replay-panel.tsx";
import { TestResults } from "../policies/test-results.tsx";
import { type DraftHandle, ofQuery, useDraft } from "../policies/use-draft.ts";
import { useReplay } from "../policies/use-replay.ts";
import { follow, hrefOf } from "../router.ts";
import { useVisit } from "../signed-in.ts";
import { useLoaded } from "../use-loaded.ts";

/** Everything that stands between a draft and its publication. */
export function PolicyReviewPage() {
  const draft = useDraft();
  return (
    <ContentLayout
      breadcrumbs={
        <BreadcrumbGroup
          items={[
            { text: "Policies", href: hrefOf(`policies${ofQuery(draft.of)}`) },
            { text: "Review and publish", href: "#" },
          ]}
          onFollow={follow}
        />
      }
      header={
        <Header
          variant="h1"
          description="What changes, whether the tests hold, and what it would have done to past messages."
        >
          Review and publish
        </Header>
      }
    >
      <title>Review and publish – Administrative Console</title>
      <Section loaded={draft.loaded} onRetry={draft.reload}>
        {(value) => <Review draft={draft} value={value} />}
      </Section>
    </ContentLayout>
  );
}

function Review({ draft, value }: { draft: DraftHandle; value: DraftAnswer }) {
  const { role } = useVisit().signedIn;
  const check = useLoaded<DraftCheckAnswer>(`api/draft/check${ofQuery(draft.of)}`);
  const { replay, start, cancel } = useReplay();
  const again = () => {
    draft.reload();
    check.reload();
  };
  if (value.changes === 0)
    return <Alert type="info">This draft changes nothing. What you change on other pages appears here.</Alert>;
  return (
    <SpaceBetween size="l">
      {value.basedOn === value.inForce ? null : <RebasePanel value={value} of={draft.of} onDone={again} />}
      <Section loaded={check.loaded} onRetry={check.reload}>
        {(found) => {
          const hasErrors = found.problems.some(({ severity }) => severity === "error");
          const holesSeen = replay.rows.some(({ opensHole }) => opensHole);
          return (
            <SpaceBetween size="l">
              <Checks found={found} />
              <Container
                header={
                  <Header variant="h2" counter={`(${found.differences.length})`}>
                    What changes
                  </Header>
                }
              >
                <Differences differences={found.differences} none="Nothing." />
              </Container>
              <ReplayPanel
                of={draft.of}
                revision={value.revision}
                disabled={hasErrors}
                {...{ replay, start, cancel }}
              />
              {role === "auditor" ? null : (
                <PublishPanel
                  value={value}
                  of={draft.of}
                  hasErrors={hasErrors}
                  holesSeen={holesSeen}
                  onRefused={again}
                  onPublished={draft.reload}
                />
              )}
            </SpaceBetween>
          );
        }}
      </Section>
    </SpaceBetween>
  );
}

function Checks({ found: { problems, tests, drift } }: { found: DraftCheckAnswer }) {
  return (
    <Container header={<Header variant="h2">Checks</Header>}>
      <SpaceBetween size="m">
        {problems.length === 0 ? (
          <span className="mark-true">No errors and nothing doubtful.</span>
        ) : (
          <PolicyProblems problems={problems} named />
        )}
        <TestResults tests={tests} />
        {drift.length > 0 ? (
          <span className="quiet">
            Since a file was pushed last, the console has published {count(drift.length, "version")}.
          </span>
        ) : null}
      </SpaceBetween>
    </Container>
  );
}
