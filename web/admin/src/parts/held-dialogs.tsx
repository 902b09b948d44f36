import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { HeldRow, ReleaseAnswer } from "../../../../src/contracts/admin-api/held.ts";
import { useFlash } from "../flashes.ts";
import { useChange } from "../use-change.ts";
import { ConfirmDialog, Dialog } from "./dialog.tsx";
import { HeldContent } from "./held-content.tsx";

/** What a reviewer wants of one copy. */
export type HeldQuestion = { readonly what: "look" | "release" | "return"; readonly row: HeldRow };

type Props = { question: HeldQuestion; onClose: () => void; onDecided: () => void };

const refused = {
  "not-held": "Somebody else has decided about it meanwhile.",
  "own-proposal": "You proposed it yourself. Another reviewer or an owner must agree.",
  virus: "Mail with a virus is never released.",
  busy: "The gateway is working on this message. Try again in a minute.",
};

/** The dialog that a question about held mail opens. */
export function HeldDialogs({ question: { what, row }, onClose, onDecided }: Props) {
  const { busy, run } = useChange();
  const flash = useFlash();
  const path = `api/held/${encodeURIComponent(row.messageId)}/${encodeURIComponent(row.recipientId)}`;
  const giveBack = async () => {
    const done = "Returned. Its sender gets a report.";
    await run({ method: "POST", path: `${path}/return`, done, refused });
    onDecided();
  };
  const release = async (form: Form) => {
    const changed = await run<ReleaseAnswer>({ method: "POST", path: `${path}/release`, body: { form }, refused });
    if (changed.kind === "done") flash({ type: "success", text: releasedWords(changed.answer, form) });
    onDecided();
  };
  if (what === "look") return <HeldContent path={path} row={row} onClose={onClose} />;
  if (what === "release")
    return <Release row={row} busy={busy} onClose={onClose} onRelease={(form) => void release(form)} />;
  return (
    <ConfirmDialog
      title="Return it to its sender?"
      action="Return"
      onCancel={onClose}
      onConfirm={() => void giveBack()}
    >
      <b>{row.from}</b> gets a report that the message to <b>{row.address}</b> was not released after review. Nothing
      goes to the recipient.
    </ConfirmDialog>
  );
}

type Form = "encrypt" | "send";

function releasedWords({ outcome }: ReleaseAnswer, form: Form): string {
  if (outcome === "proposed") return "Proposed. It leaves when a second person agrees.";
  return form === "encrypt" ? "Released: it is being sealed for its recipient." : "Released: it is being sent.";
}

type ReleaseProps = { row: HeldRow; busy: boolean; onClose: () => void; onRelease: (form: Form) => void };

function Release({ row, busy, onClose, onRelease }: ReleaseProps) {
  const { address, internal, proposal } = row;
  const [form, setForm] = useState<Form>(proposal?.form ?? (internal ? "send" : "encrypt"));
  return (
    <Dialog
      title={proposal === undefined || proposal.own ? "Release" : "Agree to the release"}
      onClose={onClose}
      actions={
        <Button variant="primary" loading={busy} onClick={() => onRelease(form)}>
          Release
        </Button>
      }
    >
      <SpaceBetween size="m">
        <div>
          The message goes to <b>{address}</b> exactly as it came.
        </div>
        <RadioGroup
          value={form}
          onChange={({ detail }) => setForm(detail.value as Form)}
          ariaLabel="How it leaves"
          items={[
            {
              value: "encrypt",
              label: "Encrypted",
              description: internal
                ? "Mail to our own people is never sealed."
                : "The recipient picks it up in a browser.",
              disabled: internal,
            },
            { value: "send", label: "Unencrypted", description: "As ordinary mail." },
          ]}
        />
        {form === "send" && !internal ? (
          <Alert type="warning">It leaves readable for every server on its way.</Alert>
        ) : null}
      </SpaceBetween>
    </Dialog>
  );
}
