import Alert from "@cloudscape-design/components/alert";
import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { DraftAnswer } from "../../../../src/contracts/admin-api/drafts.ts";
import type { VocabularyAnswer } from "../../../../src/contracts/admin-api/policy-vocabulary.ts";
import { Section } from "../parts/section.tsx";
import { DraftBar } from "../policies/draft-bar.tsx";
import { PolicyEditor } from "../policies/policy-editor.tsx";
import { PolicyProblems } from "../policies/policy-problems.tsx";
import { TryMessage } from "../policies/try-message.tsx";
import { type DraftHandle, ofQuery, useDraft } from "../policies/use-draft.ts";
import { useVocabulary } from "../policies/use-vocabulary.ts";
import "../policies/policies.css";
import { follow, hrefOf } from "../router.ts";
import { useVisit } from "../signed-in.ts";
import type { PageProps } from "./console-page.ts";

/** One policy of the draft: its forms, its sentence, and a place to try it. */
export function PolicyPage({ params }: PageProps) {
  const draft = useDraft();
  const vocabulary = useVocabulary();
  return (
    <Section loaded={draft.loaded} onRetry={draft.reload}>
      {(value) => (
        <Section loaded={vocabulary.loaded} onRetry={vocabulary.reload}>
          {(words) => <Editor id={params.id ?? ""} draft={draft} value={value} vocabulary={words} />}
        </Section>
      )}
    </Section>
  );
}

type Props = { id: string; draft: DraftHandle; value: DraftAnswer; vocabulary: VocabularyAnswer };

function Editor({ id, draft, value, vocabulary }: Props) {
  const { role } = useVisit().signedIn;
  const row = value.policies.find(({ policy }) => policy.id === id);
  const name = row === undefined ? "Policy" : String(row.policy.name || id);
  const problems = value.problems.filter((one) => one.section === "policies" && one.id === id);
  return (
    <ContentLayout
      breadcrumbs={
        <BreadcrumbGroup
          items={[
            { text: "Policies", href: hrefOf(`policies${ofQuery(draft.of)}`) },
            { text: name, href: "#" },
          ]}
          onFollow={follow}
        />
      }
      header={<Header variant="h1">{name}</Header>}
    >
      <title>{`${name} – Administrative Console`}</title>
      <SpaceBetween size="l">
        <DraftBar draft={draft} value={value} />
        {row === undefined ? (
          <Alert type="warning" header="This policy is not in the draft">
            It was removed, or it belongs to another draft.
          </Alert>
        ) : (
          <SpaceBetween size="l">
            <PolicyProblems problems={problems.filter(({ severity }) => severity === "warning")} />
            <PolicyEditor
              draft={draft}
              value={value}
              policy={row.policy}
              vocabulary={vocabulary}
              disabled={role !== "owner" && role !== "policy-admin"}
            />
            <TryMessage
              judgedBy={{ draft: draft.of === "" ? "mine" : draft.of }}
              heading="Try it"
              only={id}
              before={draft.settled}
            />
          </SpaceBetween>
        )}
      </SpaceBetween>
    </ContentLayout>
  );
}
