import Button from "@cloudscape-design/components/button";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { ConfirmDialog } from "../parts/dialog.tsx";
import { useVisit } from "../signed-in.ts";
import { useChange } from "../use-change.ts";
import { dateTime } from "../words.ts";
import { type AuditRow, actWord } from "./audit-words.ts";

type Props = { row: AuditRow; onClose: () => void; onErased: () => void };

/** One entry with its values before and after. */
export function AuditEntryDialog({ row, onClose, onErased }: Props) {
  const { entry, details, who, what } = row;
  const [asking, setAsking] = useState(false);
  const { run } = useChange();
  const owner = useVisit().signedIn.role === "owner";
  const erase = async () => {
    const path = `api/audit/entries/${entry.seq}/values`;
    await run({ method: "DELETE", path, done: `The values of entry ${entry.seq} were erased. The log still holds.` });
    onErased();
  };
  if (asking) {
    return (
      <ConfirmDialog
        title="Erase the values?"
        action="Erase"
        onCancel={() => setAsking(false)}
        onConfirm={() => void erase()}
      >
        What stood before and after is forgotten for good. That entry {entry.seq} was made, by whom and when stays, and
        the chain goes on to hold.
      </ConfirmDialog>
    );
  }
  return (
    <Modal
      visible
      size="large"
      header={`Entry ${entry.seq}: ${actWord(entry.action)}`}
      onDismiss={onClose}
      footer={
        details !== null && owner ? <Button onClick={() => setAsking(true)}>Erase the values…</Button> : undefined
      }
    >
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={2}
          items={[
            { label: "Who", value: who },
            { label: "When", value: dateTime(entry.at, true) },
            { label: "From", value: entry.from || "–" },
            { label: "To what", value: what },
            { label: "Name of the act", value: <code>{entry.action}</code> },
            { label: "Hash", value: <code className="secret">{entry.hash}</code> },
          ]}
        />
        <Value label="Before" value={details?.before} />
        <Value label="After" value={details?.after} />
        {details === null ? (
          <div className="quiet">{entry.details === null ? "Nothing more to tell." : "Its values were erased."}</div>
        ) : null}
      </SpaceBetween>
    </Modal>
  );
}

function Value({ label, value }: { label: string; value: unknown }) {
  if (value === undefined || value === null) return null;
  return (
    <div>
      <b>{label}</b>
      <pre className="values">{JSON.stringify(value, null, 2)}</pre>
    </div>
  );
}
