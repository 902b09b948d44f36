import { EntryPage } from "../policies/entry-page.tsx";
import { GroupForm } from "../policies/group-form.tsx";
import "../policies/policies.css";
import type { PageProps } from "./console-page.ts";

/** One group: its members, and groups in it. */
export function GroupPage({ params }: PageProps) {
  return (
    <EntryPage section="groups" id={params.id ?? ""} list={{ path: "groups", title: "Groups" }}>
      {(entry, set, value) => <GroupForm entry={entry} set={set} groups={value.groups} />}
    </EntryPage>
  );
}
