import Link from "@cloudscape-design/components/link";
import Modal from "@cloudscape-design/components/modal";
import { useMemo, useState } from "react";
import type { ReplayedRow } from "../../../../src/contracts/admin-api/replays.ts";
import { Address } from "../parts/address.tsx";
import { DispositionBadge } from "../parts/disposition-badge.tsx";
import type { Column } from "../parts/list/column.ts";
import { Listing } from "../parts/listing.tsx";
import { dateTime } from "../words.ts";
import { MessageExplanation } from "./message-explanation.tsx";

/** Recipients whose verdict changes or cannot be known; each opens with the reasoning of then and now. */
export function ReplayRows({ rows, of }: { rows: readonly ReplayedRow[]; of: string }) {
  const [open, setOpen] = useState<ReplayedRow | null>(null);
  const columns = useMemo(() => columnsOf(setOpen), []);
  return (
    <>
      <Listing<ReplayedRow>
        name="replay"
        title="What changes"
        level="h2"
        loaded={{ kind: "ready", value: rows }}
        onReload={() => undefined}
        columns={columns}
        idOf={({ messageId, recipient }) => `${messageId} ${recipient}`}
        empty={{ title: "Nothing changes", text: "Every recipient would be treated as before." }}
      />
      <Modal
        visible={open !== null}
        size="large"
        header="Then and now"
        closeAriaLabel="Close"
        onDismiss={() => setOpen(null)}
      >
        {open === null ? null : (
          <MessageExplanation messageId={open.messageId} recipient={open.recipient} draft={of === "" ? "mine" : of} />
        )}
      </Modal>
    </>
  );
}

function columnsOf(open: (row: ReplayedRow) => void): readonly Column<ReplayedRow>[] {
  return [
    {
      id: "received",
      header: "Received",
      filter: "time",
      text: ({ receivedAt }) => receivedAt,
      cell: ({ receivedAt }) => <span className="once">{dateTime(receivedAt)}</span>,
    },
    {
      id: "subject",
      header: "Subject",
      main: true,
      text: ({ subject }) => subject || "(no subject)",
      cell: (row) => (
        <Link variant="primary" onFollow={() => open(row)}>
          {row.subject || "(no subject)"}
        </Link>
      ),
    },
    { id: "from", header: "From", hidden: true, text: ({ from }) => from },
    { id: "to", header: "To", text: ({ recipient }) => recipient, cell: ({ recipient }) => <Address of={recipient} /> },
    {
      id: "before",
      header: "Then",
      filter: "choice",
      text: ({ before }) => before?.disposition ?? "",
      cell: ({ before }) => (before === null ? "–" : <Outcome outcome={before} />),
    },
    {
      id: "after",
      header: "Now",
      filter: "choice",
      text: ({ kind, after }) => (kind === "unknown" ? "cannot be known" : after.disposition),
      cell: (row) => <Now row={row} />,
    },
  ];
}

function Now({ row: { kind, after, unknownTo, opensHole } }: { row: ReplayedRow }) {
  if (kind === "unknown") {
    return (
      <>
        Cannot be known
        <div className="quiet">{unknownTo.join(", ")} asks what was not asked then, and no text tells</div>
      </>
    );
  }
  return (
    <>
      <Outcome outcome={after} />
      {opensHole ? <div className="mark-unknown">Opens a hole</div> : null}
    </>
  );
}

function Outcome({ outcome: { disposition, policyName, encryptionProfile } }: { outcome: ReplayedRow["after"] }) {
  return (
    <>
      <DispositionBadge disposition={disposition} />
      <div className="quiet">
        {policyName ?? "no policy"}
        {encryptionProfile === null ? "" : `, profile ${encryptionProfile}`}
      </div>
    </>
  );
}
