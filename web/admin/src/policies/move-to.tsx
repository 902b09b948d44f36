import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";

type Props = { name: string; most: number; visible: boolean; onMove: (place: number) => void; onCancel: () => void };

/** Asks for the place that a policy is moved to, for lists too long to drag. */
export function MoveTo({ name, most, visible, onMove, onCancel }: Props) {
  const [typed, setTyped] = useState("");
  const place = Number(typed);
  const isPlace = Number.isInteger(place) && place >= 1 && place <= most;
  const move = () => {
    if (!isPlace) return;
    setTyped("");
    onMove(place);
  };
  return (
    <Modal
      visible={visible}
      header={`Move “${name}”`}
      closeAriaLabel="Close"
      onDismiss={onCancel}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onCancel}>Cancel</Button>
          <Button variant="primary" disabled={!isPlace} onClick={move}>
            Move
          </Button>
        </SpaceBetween>
      }
    >
      <FormField
        label="Place"
        description={`From 1, asked first, to ${most}`}
        errorText={typed === "" || isPlace ? undefined : `Give a number from 1 to ${most}.`}
      >
        <Input
          type="number"
          inputMode="numeric"
          value={typed}
          onChange={({ detail }) => setTyped(detail.value)}
          onKeyDown={({ detail }) => (detail.key === "Enter" ? move() : undefined)}
        />
      </FormField>
    </Modal>
  );
}
