import Button from "@cloudscape-design/components/button";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { PoliciesAnswer } from "../../../../src/contracts/admin-api/policies.ts";
import { Section } from "../parts/section.tsx";
import { DraftBar } from "../policies/draft-bar.tsx";
import { OtherDrafts } from "../policies/other-drafts.tsx";
import "../policies/policies.css";
import { PoliciesInForce } from "../policies/policies-in-force.tsx";
import { PolicyFileMenu } from "../policies/policy-file-menu.tsx";
import { PolicyList } from "../policies/policy-list.tsx";
import { useDraft } from "../policies/use-draft.ts";
import { useVisit } from "../signed-in.ts";
import { useLoaded } from "../use-loaded.ts";

/** The policies: to change in a draft, or to read as they are in force. */
export function PoliciesPage() {
  const { role } = useVisit().signedIn;
  return role === "owner" || role === "policy-admin" ? <DraftPage /> : <InForcePage />;
}

function DraftPage() {
  const draft = useDraft();
  const inForce = useLoaded<PoliciesAnswer>("api/policies");
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={describe(inForce.loaded.kind === "ready" ? inForce.loaded.value : null)}
          actions={<PolicyFileMenu draft={draft} />}
        >
          Policies
        </Header>
      }
    >
      <title>Policies – Administrative Console</title>
      <Section loaded={draft.loaded} onRetry={draft.reload}>
        {(value) => (
          <SpaceBetween size="l">
            <DraftBar draft={draft} value={value} />
            <PolicyList draft={draft} value={value} />
            <OtherDrafts shown={value.owner} />
          </SpaceBetween>
        )}
      </Section>
    </ContentLayout>
  );
}

function describe(answer: PoliciesAnswer | null): string {
  if (answer === null) return "Changes are kept in your draft and take effect when you publish it.";
  const by = answer.publishedBy === "installation" ? "at installation" : `by ${answer.publishedBy}`;
  const since = new Date(answer.publishedAt).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  return `Version ${answer.version} is in force since ${since}, published ${by}. Changes are kept in your draft until you publish it.`;
}

function InForcePage() {
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
        {(answer) => <PoliciesInForce answer={answer} />}
      </Section>
    </ContentLayout>
  );
}
