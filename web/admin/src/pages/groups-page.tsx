import { EntryList } from "../policies/entry-list.tsx";
import "../policies/policies.css";

/** The groups of people that policies name. */
export function GroupsPage() {
  return (
    <EntryList
      section="groups"
      path="groups"
      title="Groups"
      description="People by address, by domain, or by other groups. Policies ask whether a sender or recipient is in one."
      thing="group"
      sizeHeader="Members"
      empty="A group holds addresses, whole domains, and other groups."
      make={(id, name) => ({ id, name, addresses: [], domains: [], groups: [] })}
    />
  );
}
