import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { DraftHandle } from "./use-draft.ts";

/** Says whether what was changed is kept, and what to do when it is not. */
export function SavingStatus({ draft: { saving, retry, giveUp } }: { draft: DraftHandle }) {
  if (saving.kind === "saved") return null;
  if (saving.kind === "saving") {
    return (
      <div className="saving">
        <StatusIndicator type="in-progress">Saving the draft</StatusIndicator>
      </div>
    );
  }
  if (saving.kind === "failed") {
    const { code, message } = saving.error;
    const why = code === "unreachable" ? "The gateway did not answer." : `${message}.`;
    return (
      <Alert
        type="error"
        header="Your last changes are not saved yet"
        action={<Button onClick={retry}>Save again</Button>}
      >
        {why} They are still on this page.
      </Alert>
    );
  }
  return (
    <Alert
      type="warning"
      header="Somebody changed the same in this draft meanwhile"
      action={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={giveUp}>Take theirs</Button>
          <Button variant="primary" onClick={retry}>
            Keep mine
          </Button>
        </SpaceBetween>
      }
    >
      Your changes are still on this page and are not saved yet. Keeping yours replaces what they wrote.
    </Alert>
  );
}
