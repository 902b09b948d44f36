import Alert from "@cloudscape-design/components/alert";
import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useState } from "react";
import type { DraftAnswer, DraftEntry, Section as SectionName } from "../../../../src/contracts/admin-api/drafts.ts";
import { Section } from "../parts/section.tsx";
import { follow, hrefOf } from "../router.ts";
import { useLoaded } from "../use-loaded.ts";
import { DraftBar } from "./draft-bar.tsx";
import { PolicyProblems } from "./policy-problems.tsx";
import { type DraftHandle, ofQuery, useDraft } from "./use-draft.ts";

type Props = {
  section: SectionName;
  id: string;
  /** Where the list of its kind stands. */
  list: { readonly path: string; readonly title: string };
  children: (entry: DraftEntry, set: (entry: DraftEntry) => void, value: DraftAnswer) => ReactNode;
};

/** One dictionary, group, test or profile of the draft, whole; what is changed is kept in the draft by itself. */
export function EntryPage({ section, id, list, children }: Props) {
  const draft = useDraft();
  const entry = useLoaded<{ entry: DraftEntry }>(`api/draft/${section}/${encodeURIComponent(id)}${ofQuery(draft.of)}`);
  if (draft.loaded.kind === "ready" && entry.loaded.kind === "ready") {
    const { entry: stored } = entry.loaded.value;
    return <Entry key={id} {...{ section, draft, value: draft.loaded.value, stored, list, children }} />;
  }
  const waiting = draft.loaded.kind === "ready" ? entry : draft;
  return (
    <ContentLayout
      breadcrumbs={<Place list={list} of={draft.of} name={id} />}
      header={<Header variant="h1">{list.title}</Header>}
    >
      <title>{`${list.title} – Administrative Console`}</title>
      <Section<unknown> loaded={waiting.loaded} onRetry={waiting.reload}>
        {() => null}
      </Section>
    </ContentLayout>
  );
}

function Place({ list, of, name }: { list: Props["list"]; of: string; name: string }) {
  return (
    <BreadcrumbGroup
      items={[
        { text: list.title, href: hrefOf(`${list.path}${ofQuery(of)}`) },
        { text: name, href: "#" },
      ]}
      onFollow={follow}
    />
  );
}

type EntryProps = Omit<Props, "id"> & { draft: DraftHandle; value: DraftAnswer; stored: DraftEntry };

function Entry({ section, draft, value, stored, list, children }: EntryProps) {
  const [entry, setEntry] = useState(stored);
  const set = (next: DraftEntry) => {
    setEntry(next);
    draft.apply([{ put: section, value: next }]);
  };
  const name = String(entry.name || entry.id);
  const problems = value.problems.filter((one) => one.section === section && one.id === entry.id);
  return (
    <ContentLayout
      breadcrumbs={<Place list={list} of={draft.of} name={name} />}
      header={<Header variant="h1">{name}</Header>}
    >
      <title>{`${name} – Administrative Console`}</title>
      <SpaceBetween size="l">
        <DraftBar draft={draft} value={value} />
        {problems.length === 0 ? null : (
          <Alert type="warning" header="Not right yet">
            <PolicyProblems problems={problems} />
          </Alert>
        )}
        {children(entry, set, value)}
      </SpaceBetween>
    </ContentLayout>
  );
}
