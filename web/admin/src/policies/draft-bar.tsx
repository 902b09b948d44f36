import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { DraftAnswer, DraftChangedAnswer } from "../../../../src/contracts/admin-api/drafts.ts";
import { goTo } from "../router.ts";
import { useChange } from "../use-change.ts";
import { dateTime } from "../words.ts";
import { SavingStatus } from "./saving-status.tsx";
import { type DraftHandle, ofQuery } from "./use-draft.ts";

/** Above every page that edits a draft: how it stands, and the ways on. */
export function DraftBar({ draft, value }: { draft: DraftHandle; value: DraftAnswer }) {
  const errors = value.problems.filter(({ severity }) => severity === "error").length;
  const isStale = value.revision > 0 && value.basedOn !== value.inForce;
  return (
    <SpaceBetween size="s">
      <SavingStatus draft={draft} />
      {value.isMine ? null : (
        <Alert type="info" header={`This is ${value.ownerName}'s draft`}>
          What you change here, they see in their draft.
        </Alert>
      )}
      {isStale ? (
        <Alert
          type="warning"
          header={`Version ${value.inForce} was published meanwhile`}
          action={<Button onClick={() => goTo(`policy-review${ofQuery(draft.of)}`)}>Bring the draft up to date</Button>}
        >
          This draft rests on version {value.basedOn}. Nothing of it is lost.
        </Alert>
      ) : null}
      {value.changes === 0 ? null : (
        <Alert
          type={errors > 0 ? "error" : "info"}
          header={`${value.isMine ? "Your draft" : "The draft"} has ${count(value.changes, "change")} that ${value.changes === 1 ? "is" : "are"} not in force`}
          action={<Actions draft={draft} value={value} />}
        >
          {errors > 0 ? `${count(errors, "error")} must be put right before it can be published. ` : ""}
          Saved {dateTime(value.updatedAt)}
          {value.updatedBy === value.ownerName ? "" : ` by ${value.updatedBy}`}.
        </Alert>
      )}
    </SpaceBetween>
  );
}

function Actions({ draft, value }: { draft: DraftHandle; value: DraftAnswer }) {
  const [asking, setAsking] = useState(false);
  const { busy, run } = useChange();
  const discard = async () => {
    const body = { of: draft.of === "" ? undefined : draft.of, revision: value.revision };
    const told = await run<DraftChangedAnswer>({
      method: "POST",
      path: "api/draft/discard",
      body,
      done: "The draft is discarded.",
    });
    setAsking(false);
    if (told.kind === "done") draft.reload();
  };
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button onClick={() => setAsking(true)}>Discard</Button>
      <Button variant="primary" onClick={() => goTo(`policy-review${ofQuery(draft.of)}`)}>
        Review and publish
      </Button>
      <Modal
        visible={asking}
        header="Discard this draft?"
        closeAriaLabel="Close"
        onDismiss={() => setAsking(false)}
        footer={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button variant="primary" loading={busy} onClick={() => void discard()}>
              Discard {count(value.changes, "change")}
            </Button>
          </SpaceBetween>
        }
      >
        The policies in force stay as they are. What the draft changed cannot be brought back.
      </Modal>
    </SpaceBetween>
  );
}

/** A number with its thing: "1 change", "2 changes". */
export function count(number: number, thing: string, things = `${thing}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? thing : things}`;
}
