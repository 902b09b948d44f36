import Badge from "@cloudscape-design/components/badge";
import type { Difference } from "../../../../src/contracts/admin-api/drafts.ts";

const sectionWords: Readonly<Record<string, string>> = {
  policies: "Policy",
  dictionaries: "Dictionary",
  groups: "Group",
  encryptionProfiles: "Profile",
  tests: "Test",
  attributes: "Attributes",
  otherwise: "Last row",
  unreadable: "Unreadable mail",
  companyDomains: "Domains",
};
const kinds = {
  added: { text: "New", color: "green" },
  removed: { text: "Removed", color: "red" },
  changed: { text: "Changed", color: "blue" },
  moved: { text: "Moved", color: "grey" },
} as const;

/** What one policies file says differently from another, in words. */
export function Differences({ differences, none }: { differences: readonly Difference[]; none: string }) {
  if (differences.length === 0) return <span className="quiet">{none}</span>;
  return (
    <ul className="rows">
      {differences.map(({ section, id, name, kind, before, after, details }) => (
        <li key={`${section} ${id} ${kind}`} className="difference">
          <div>
            <Badge color={kinds[kind].color}>{kinds[kind].text}</Badge>{" "}
            <span className="quiet">{sectionWords[section] ?? section}</span> <b>{name}</b>
          </div>
          {before === undefined || before === "" || before === after ? null : (
            <del>
              <span className="unseen">Before: </span>
              {before}
            </del>
          )}
          {after === undefined || after === "" || before === after ? null : (
            <ins>
              <span className="unseen">Now: </span>
              {after}
            </ins>
          )}
          {details.map((line) => (
            <div key={line} className="quiet">
              {line}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
