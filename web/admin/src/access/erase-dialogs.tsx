import { ConfirmDialog } from "../parts/dialog.tsx";
import { useChange } from "../use-change.ts";
import type { Named } from "./audit-words.ts";

type Around = { onCancel: () => void; onErased: () => void };

/** Asks once more before the name of a person is forgotten. */
export function EraseName({ person, onCancel, onErased }: Around & { person: Named }) {
  const { run } = useChange();
  const erase = async () => {
    await run({
      method: "DELETE",
      path: `api/audit/people/${encodeURIComponent(person.subjectId)}`,
      done: "The name was erased. The log still holds.",
      refused: { "still-administrator": `${person.name} is an administrator: remove them first, then erase the name.` },
    });
    onErased();
  };
  return (
    <ConfirmDialog title="Erase the name?" action="Erase" onCancel={onCancel} onConfirm={() => void erase()}>
      <b>{person.name}</b> is forgotten for good: wherever the log shows this name, it shows a random number from now
      on. What was done and when stays, and the chain goes on to hold. If the same person comes back, nothing connects
      them with what stands here.
    </ConfirmDialog>
  );
}

/** Asks once more before the values of a change are forgotten. */
export function EraseValues({ seq, onCancel, onErased }: Around & { seq: number }) {
  const { run } = useChange();
  const erase = async () => {
    const path = `api/audit/entries/${seq}/values`;
    await run({ method: "DELETE", path, done: `The values of entry ${seq} were erased. The log still holds.` });
    onErased();
  };
  return (
    <ConfirmDialog title="Erase the values?" action="Erase" onCancel={onCancel} onConfirm={() => void erase()}>
      What stood before and after is forgotten for good. That entry {seq} was made, by whom and when stays, and the
      chain goes on to hold.
    </ConfirmDialog>
  );
}
