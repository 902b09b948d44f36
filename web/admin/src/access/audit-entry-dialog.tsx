import Button from "@cloudscape-design/components/button";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useVisit } from "../signed-in.ts";
import { dateTime } from "../words.ts";
import { type AuditRow, actWord, type Named } from "./audit-words.ts";
import { EraseName, EraseValues } from "./erase-dialogs.tsx";

type Props = { row: AuditRow; onClose: () => void; onErased: () => void };
type Asking = "values" | Named | null;

/** One entry with its values before and after; an owner erases from here what must be forgotten. */
export function AuditEntryDialog({ row, onClose, onErased }: Props) {
  const { entry, details, who, what, named } = row;
  const [asking, setAsking] = useState<Asking>(null);
  const owner = useVisit().signedIn.role === "owner";
  if (asking !== null) {
    const back = () => setAsking(null);
    if (asking !== "values") return <EraseName person={asking} onCancel={back} onErased={onErased} />;
    return <EraseValues seq={entry.seq} onCancel={back} onErased={onErased} />;
  }
  return (
    <Modal
      visible
      size="large"
      header={`Entry ${entry.seq}: ${actWord(entry.action)}`}
      onDismiss={onClose}
      footer={owner ? <Erasing named={named} hasValues={details !== null} onAsk={setAsking} /> : undefined}
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

type ErasingProps = { named: readonly Named[]; hasValues: boolean; onAsk: (asking: Asking) => void };

function Erasing({ named, hasValues, onAsk }: ErasingProps) {
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {named.map((person) => (
        <Button key={person.subjectId} onClick={() => onAsk(person)}>
          Erase the name {person.name}…
        </Button>
      ))}
      {hasValues ? <Button onClick={() => onAsk("values")}>Erase the values…</Button> : null}
    </SpaceBetween>
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
