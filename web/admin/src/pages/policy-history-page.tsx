import Alert from "@cloudscape-design/components/alert";
import Link from "@cloudscape-design/components/link";
import type { VersionRow, VersionsAnswer } from "../../../../src/contracts/admin-api/policy-versions.ts";
import type { Column } from "../parts/list/column.ts";
import { Listing } from "../parts/listing.tsx";
import { count } from "../policies/draft-bar.tsx";
import "../policies/policies.css";
import { follow, hrefOf } from "../router.ts";
import { type Loaded, useLoaded } from "../use-loaded.ts";
import { dateTime } from "../words.ts";

/** Every version of the policies, the one in force first. */
export function PolicyHistoryPage() {
  const { loaded, reload } = useLoaded<VersionsAnswer>("api/policy-versions?limit=100");
  const drift = loaded.kind === "ready" ? loaded.value.drift : undefined;
  return (
    <>
      <title>History of policies – Administrative Console</title>
      <Listing<VersionRow>
        name="policy-versions"
        title="History of policies"
        description="Who changed what, when and why. Any version can be compared and put in force again."
        notice={
          drift === undefined ? undefined : (
            <Alert type="warning" header="The policies in force are no longer those of the file pushed last">
              Version {drift.pushed.version} came from a file. Since then the console has published{" "}
              {count(drift.since.length, "version")}; {count(drift.differences, "difference")} would be undone by
              pushing it again.
            </Alert>
          )
        }
        loaded={rowsOf(loaded)}
        onReload={reload}
        columns={columns}
        idOf={({ version }) => String(version)}
        empty={{ title: "No version yet", text: "The installation writes the first policies within a minute or two." }}
      />
    </>
  );
}

function rowsOf(loaded: Loaded<VersionsAnswer>): Loaded<readonly VersionRow[]> {
  return loaded.kind === "ready" ? { kind: "ready", value: loaded.value.versions } : loaded;
}

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
