import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { useState } from "react";
import type { DictionaryEntry } from "../../../../src/contracts/policies-dictionary.ts";
import { NumberField } from "./simple-fields.tsx";

type Entry = Partial<DictionaryEntry>;
type Props = { entry: Entry; onSave: (entry: Entry) => void; onCancel: () => void };

/** One entry of a dictionary. */
export function EntryModal({ entry, onSave, onCancel }: Props) {
  const [isPattern, setIsPattern] = useState(entry.pattern !== undefined);
  const [text, setText] = useState(entry.pattern ?? entry.phrase ?? "");
  const [rest, setRest] = useState<Entry>(entry);
  const save = () => {
    const { phrase: _, pattern: __, ...kept } = rest;
    onSave(isPattern ? { pattern: text, ...kept } : { phrase: text.trim(), ...kept });
  };
  return (
    <Modal
      visible
      header="Entry"
      closeAriaLabel="Close"
      onDismiss={onCancel}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onCancel}>Cancel</Button>
          <Button variant="primary" disabled={text.trim() === ""} onClick={save}>
            Keep
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="m">
        <SegmentedControl
          label="Kind of entry"
          selectedId={isPattern ? "pattern" : "phrase"}
          options={[
            { id: "phrase", text: "Words" },
            { id: "pattern", text: "Regular expression" },
          ]}
          onChange={({ detail }) => setIsPattern(detail.selectedId === "pattern")}
        />
        <FormField label={isPattern ? "Regular expression" : "Word or phrase"} stretch>
          <Input value={text} spellcheck={false} onChange={({ detail }) => setText(detail.value)} />
        </FormField>
        <div className="fields">
          <FormField label="Weight" description="Negative: speaks against">
            <NumberField
              value={rest.weight ?? 1}
              disabled={false}
              onChange={(weight) => setRest({ ...rest, weight: weight ?? 1 })}
            />
          </FormField>
          <FormField label="At most" description="However often it is found">
            <NumberField value={rest.maximum} disabled={false} onChange={(maximum) => setRest({ ...rest, maximum })} />
          </FormField>
        </div>
        <Toggle
          checked={rest.required === true}
          onChange={({ detail }) => setRest({ ...rest, required: detail.checked })}
        >
          Required: the dictionary matches only when this is found too
        </Toggle>
        <Toggle
          checked={rest.exclude === true}
          onChange={({ detail }) => setRest({ ...rest, exclude: detail.checked })}
        >
          Excluded: the dictionary does not match when this is found
        </Toggle>
      </SpaceBetween>
    </Modal>
  );
}
