import Alert from "@cloudscape-design/components/alert";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TableFileAnswer } from "../../../../src/contracts/admin-api/table-files.ts";
import { count } from "./draft-bar.tsx";

const mostShown = 10;

/** What was found in a CSV file, before anything is taken. */
export function TablePreview({ kind, read, found }: { kind: string; read: TableFileAnswer; found: string }) {
  const { encoding, repeated, problems, moreProblems } = read;
  const lines = linesOf(kind, read);
  return (
    <SpaceBetween size="s">
      <div aria-live="polite">
        <b>{found}</b>
        {repeated > 0 ? `, ${count(repeated, "row")} that ${repeated === 1 ? "says" : "say"} the same again` : ""}
        {encoding === "UTF-8"
          ? "."
          : `. The file is not UTF-8; it was read as ${encoding}: look at letters with accents.`}
      </div>
      <ul className="plain preview">
        {lines.slice(0, mostShown).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {lines.length > mostShown ? (
          <li className="quiet">and {(lines.length - mostShown).toLocaleString("en")} more</li>
        ) : null}
      </ul>
      {problems.length === 0 ? null : (
        <Alert type="warning" header={`${count(problems.length + moreProblems, "row")} cannot be taken`}>
          <ul className="plain">
            {problems.slice(0, mostShown).map(({ line, message }) => (
              <li key={line}>
                Row {line}: {message}
              </li>
            ))}
            {problems.length + moreProblems > mostShown ? (
              <li>and {problems.length + moreProblems - mostShown} more</li>
            ) : null}
          </ul>
        </Alert>
      )}
    </SpaceBetween>
  );
}

function linesOf(kind: string, { addresses, domains, attributes, entries }: TableFileAnswer): readonly string[] {
  if (kind === "group") return [...domains.map((domain) => `@${domain}`), ...addresses];
  if (kind === "dictionary")
    return entries.map(({ phrase, pattern, weight }) => `${phrase ?? `/${pattern}/`} (${weight})`);
  return Object.entries(attributes).map(([address, of]) => {
    const told = Object.entries(of).map(([name, value]) => `${name}: ${value}`);
    return `${address}: ${told.join(", ")}`;
  });
}
