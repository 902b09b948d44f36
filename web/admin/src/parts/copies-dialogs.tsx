import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { CopyRow } from "../../../../src/contracts/admin-api/message-actions.ts";
import { dateTime } from "../words.ts";
import { ConfirmDialog, Dialog } from "./dialog.tsx";

type RecallProps = { copy: CopyRow; onCancel: () => void; onRecall: () => void };

/** Asks once more before keys are destroyed. */
export function RecallDialog({ copy, onCancel, onRecall }: RecallProps) {
  const { address, openedAt } = copy;
  return (
    <ConfirmDialog title="Recall this copy?" action="Recall" onCancel={onCancel} onConfirm={onRecall}>
      The key of the copy for <b>{address}</b> is destroyed. Nobody can open it again, and this cannot be undone.
      {openedAt === undefined ? null : (
        <Box margin={{ top: "s" }}>
          It was opened {dateTime(openedAt)}: what was read or downloaded stays read. To stop access for a while,
          suspend it instead.
        </Box>
      )}
    </ConfirmDialog>
  );
}

type ExtendProps = { onCancel: () => void; onExtend: (days: number) => void };

/** Asks for how many days from receipt a message shall be kept. */
export function ExtendDialog({ onCancel, onExtend }: ExtendProps) {
  const [days, setDays] = useState("60");
  const number = Number(days);
  const fits = Number.isInteger(number) && number >= 1 && number <= 365;
  return (
    <Dialog
      title="Extend"
      onClose={onCancel}
      actions={
        <Button variant="primary" disabled={!fits} onClick={() => onExtend(number)}>
          Extend
        </Button>
      }
    >
      <FormField
        label="Days from receipt"
        description="Every copy that can still be opened is kept at least this long. Nothing is shortened."
        errorText={fits ? undefined : "Between 1 and 365 days."}
      >
        <Input
          type="number"
          inputMode="numeric"
          value={days}
          onChange={({ detail }) => setDays(detail.value)}
          autoFocus
        />
      </FormField>
    </Dialog>
  );
}
