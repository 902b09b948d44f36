import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import type { PublishedAnswer } from "../../../../src/contracts/admin-api/drafts.ts";
import { goTo } from "../router.ts";
import { useChange } from "../use-change.ts";

/** Puts an earlier version in force again, with a note. */
export function RestoreVersion({ version, inForce }: { version: number; inForce: number }) {
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState(`Back to version ${version}: `);
  const { busy, run } = useChange();
  const restore = async () => {
    const path = `api/policy-versions/${version}/restore`;
    const told = await run<PublishedAnswer>({ method: "POST", path, body: { basedOn: inForce, note } });
    setAsking(false);
    if (told.kind === "done") goTo(`policy-history/${told.answer.version}`);
  };
  return (
    <>
      <Button variant="primary" onClick={() => setAsking(true)}>
        Put in force again
      </Button>
      <Modal
        visible={asking}
        header={`Go back to version ${version}?`}
        closeAriaLabel="Close"
        onDismiss={() => setAsking(false)}
        footer={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button variant="primary" loading={busy} disabled={note.trim() === ""} onClick={() => void restore()}>
              Roll back
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="m">
          <p className="sentence">
            It becomes version {inForce + 1} and is in force from the next message on. Version {inForce} stays in the
            history.
          </p>
          <FormField label="Note" stretch>
            <Textarea value={note} rows={2} onChange={({ detail }) => setNote(detail.value)} />
          </FormField>
        </SpaceBetween>
      </Modal>
    </>
  );
}
