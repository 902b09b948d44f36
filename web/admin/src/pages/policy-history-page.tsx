import Alert from "@cloudscape-design/components/alert";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { VersionRow, VersionsAnswer } from "../../../../src/contracts/admin-api/policy-versions.ts";
import { get } from "../api.ts";
import type { Column } from "../parts/list/column.ts";
import { type AskPage, mostHeldWhole, useAllRows } from "../parts/list/use-pages.ts";
import { Listing } from "../parts/listing.tsx";
import { count } from "../policies/draft-bar.tsx";
import "../policies/policies.css";
import { follow, hrefOf } from "../router.ts";
import { useLoaded } from "../use-loaded.ts";
import { dateTime } from "../words.ts";

/** Every version of the policies, the one in force first. */
export function PolicyHistoryPage() {
  const { loaded } = useLoaded<VersionsAnswer>("api/policy-versions?limit=1");
  const { rows, isCut, reload } = useAllRows("api/policy-versions", versions);
  const drift = loaded.kind === "ready" ? loaded.value.drift : undefined;
  return (
    <>
      <title>History of policies – Administrative Console</title>
      <Listing<VersionRow>
        name="policy-versions"
        title="History of policies"
        description="Who changed what, when and why. Any version can be compared and put in force again."
        notice={
          isCut || drift !== undefined ? (
            <SpaceBetween size="s">
              {isCut ? <Alert type="info">These are the newest {mostHeldWhole} versions.</Alert> : null}
              {drift === undefined ? null : (
                <Alert type="warning" header="The policies in force are no longer those of the file pushed last">
                  Version {drift.pushed.version} came from a file. Since then the console has published{" "}
                  {count(drift.since.length, "version")}; {count(drift.differences, "difference")} would be undone by
                  pushing it again.
                </Alert>
              )}
            </SpaceBetween>
          ) : undefined
        }
        loaded={rows}
        onReload={reload}
        columns={columns}
        idOf={({ version }) => String(version)}
        empty={{ title: "No version yet", text: "The installation writes the first policies within a minute or two." }}
      />
    </>
  );
}

const versions: AskPage<VersionRow> = async ({ cursor, limit }, signal) => {
  const before = cursor === undefined ? "" : `&before=${cursor}`;
  const answer = await get<VersionsAnswer>(`api/policy-versions?limit=${limit}${before}`, signal);
  const last = answer.versions.at(-1)?.version ?? 1;
  return { rows: answer.versions, ...(last > 1 && { cursor: String(last) }) };
};

const origins: Readonly<Record<string, string>> = { console: "Console", file: "File" };

const columns: readonly Column<VersionRow>[] = [
  {
    id: "version",
    header: "Version",
    main: true,
    numeric: true,
    text: ({ version }) => String(version),
    cell: ({ version }) => (
      <Link href={hrefOf(`policy-history/${version}`)} onFollow={follow}>
        Version {version}
      </Link>
    ),
  },
  {
    id: "published",
    header: "In force since",
    filter: "time",
    text: ({ publishedAt }) => publishedAt,
    cell: ({ publishedAt }) => <span className="once">{dateTime(publishedAt)}</span>,
  },
  { id: "by", header: "By", filter: "choice", text: ({ publishedBy }) => publishedBy },
  { id: "note", header: "Note", minWidth: 220, text: ({ note }) => note },
  { id: "origin", header: "Made in", filter: "choice", text: ({ origin }) => origins[origin] ?? `As ${origin}` },
];
