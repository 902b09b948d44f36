import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { AuditAnswer } from "../../../../src/contracts/admin-api/audit.ts";
import { exportAudit } from "../../../../src/contracts/audit-export.ts";
import { ApiError, get } from "../api.ts";
import { useFlash } from "../flashes.ts";
import type { Column } from "../parts/list/column.ts";
import type { FilterProperty } from "../parts/list/list-filter.tsx";
import { saveFile } from "../parts/list/save-file.ts";
import type { Token } from "../parts/list/tokens.ts";
import { PagedListing } from "../parts/paged-listing.tsx";
import { dateTime } from "../words.ts";
import { AuditEntryDialog } from "./audit-entry-dialog.tsx";
import { type AuditRow, actWord, rowsOf, valueText } from "./audit-words.ts";

/** Who did what, when, from where: every change and every look at sensitive data. */
export function AuditPage() {
  const [shown, setShown] = useState<AuditRow | null>(null);
  const [round, setRound] = useState(0);
  return (
    <>
      <title>Audit log – Administrative Console</title>
      <PagedListing<AuditRow, AuditAnswer>
        key={round}
        name="audit"
        title="Audit log"
        description={
          <>
            Every change and every look at sensitive data. Each entry carries the hash of the one before, and once a day
            their end is signed. An exported log can be checked anywhere, without a connection:{" "}
            <code>sealgate audit verify FILE</code> names the first entry that was changed.
          </>
        }
        columns={columns(setShown)}
        idOf={({ entry }) => String(entry.seq)}
        path="api/audit"
        rowsOf={rowsOf}
        properties={properties}
        queryOf={(tokens) => new URLSearchParams(tokens.map(asked))}
        filterPlaceholder="Filter by who, what or when"
        actions={<ExportButton />}
        empty={{ title: "Nothing yet", text: "The first sign-in is the first entry." }}
      />
      {shown === null ? null : (
        <AuditEntryDialog
          row={shown}
          onClose={() => setShown(null)}
          onErased={() => {
            setShown(null);
            setRound((count) => count + 1);
          }}
        />
      )}
    </>
  );
}

const properties: readonly FilterProperty[] = [
  { key: "by", label: "Who", operators: [":"] },
  { key: "action", label: "Name of the act", operators: [":"] },
  { key: "object", label: "To what", operators: [":"] },
  { key: "at", label: "When", operators: [">=", "<="] },
];

/** One wish as the API takes it; a day as an end is that whole day. */
function asked({ key, operator, value }: Token): [string, string] {
  if (key !== "at") return [key, value];
  const moment = Date.parse(value);
  const name = operator === ">=" ? "since" : "until";
  if (Number.isNaN(moment)) return [name, value];
  const wholeDay = name === "until" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return [name, new Date(moment + (wholeDay ? 86_399_999 : 0)).toISOString()];
}

const columns = (show: (row: AuditRow) => void): readonly Column<AuditRow>[] => [
  { id: "seq", header: "No.", numeric: true, minWidth: 70, text: ({ entry }) => String(entry.seq) },
  {
    id: "at",
    header: "When",
    minWidth: 170,
    text: ({ entry }) => entry.at,
    cell: ({ entry }) => dateTime(entry.at, true),
  },
  { id: "by", header: "Who", minWidth: 120, text: ({ who }) => who },
  {
    id: "action",
    header: "What",
    main: true,
    minWidth: 200,
    text: ({ entry }) => actWord(entry.action),
    cell: (row) => (
      <Button
        variant="inline-link"
        ariaLabel={`${actWord(row.entry.action)}, entry ${row.entry.seq}`}
        onClick={() => show(row)}
      >
        {actWord(row.entry.action)}
      </Button>
    ),
  },
  { id: "object", header: "To what", minWidth: 150, text: ({ what }) => what },
  { id: "from", header: "From", minWidth: 120, text: ({ entry }) => entry.from },
  { id: "before", header: "Before", hidden: true, text: ({ details }) => valueText(details?.before) },
  { id: "after", header: "After", hidden: true, text: ({ details }) => valueText(details?.after) },
];

function ExportButton() {
  const [busy, setBusy] = useState(false);
  const flash = useFlash();
  const run = async () => {
    setBusy(true);
    try {
      const now = new Date();
      const { text } = await exportAudit(get, now);
      saveFile(`sealgate-audit-${now.toISOString().slice(0, 10)}.jsonl`, text, "application/jsonl");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      flash({ type: "error", text: "The export failed on its way; no file was made. Try again." });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button loading={busy} loadingText="Exporting" iconName="download" onClick={() => void run()}>
      Export to verify
    </Button>
  );
}
