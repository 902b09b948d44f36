import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FileDropzone from "@cloudscape-design/components/file-dropzone";
import FileInput from "@cloudscape-design/components/file-input";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { sizeOf } from "../words.ts";

/** A message to be tried, and what is assumed of its way here. */
export type TriedInput = {
  readonly by: "file" | "words";
  readonly file: File | null;
  readonly subject: string;
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly sourceIp: string;
  readonly at: string;
};

/** Nothing typed yet. */
export const untried: TriedInput = {
  by: "file",
  file: null,
  subject: "",
  text: "",
  from: "",
  to: "",
  sourceIp: "",
  at: "",
};

/** Where a message is dropped or typed. */
export function TryForm({ value, onChange }: { value: TriedInput; onChange: (value: TriedInput) => void }) {
  const set = (part: Partial<TriedInput>) => onChange({ ...value, ...part });
  return (
    <SpaceBetween size="m">
      <SegmentedControl
        label="How the message is given"
        selectedId={value.by}
        options={[
          { id: "file", text: "A message's file" },
          { id: "words", text: "Typed words" },
        ]}
        onChange={({ detail }) => set({ by: detail.selectedId as TriedInput["by"] })}
      />
      {value.by === "file" ? (
        <FilePart file={value.file} onChange={(file) => set({ file })} />
      ) : (
        <WordsPart value={value} set={set} />
      )}
      <ExpandableSection headerText="Sender, recipients and way here" defaultExpanded={value.by === "words"}>
        <div className="fields">
          <FormField label="Envelope sender" description="Empty: the header From">
            <Input value={value.from} type="email" onChange={({ detail }) => set({ from: detail.value })} />
          </FormField>
          <FormField label="Recipients" description="Empty: those in the message">
            <Input value={value.to} onChange={({ detail }) => set({ to: detail.value })} />
          </FormField>
          <FormField label="Source address" description="Empty: the latest Received">
            <Input
              value={value.sourceIp}
              placeholder="192.0.2.7"
              onChange={({ detail }) => set({ sourceIp: detail.value })}
            />
          </FormField>
          <FormField label="At" description="Empty: now">
            <Input
              value={value.at}
              placeholder="2026-12-24T08:00"
              onChange={({ detail }) => set({ at: detail.value })}
            />
          </FormField>
        </div>
      </ExpandableSection>
    </SpaceBetween>
  );
}

function FilePart({ file, onChange }: { file: File | null; onChange: (file: File | null) => void }) {
  return (
    <FileDropzone onChange={({ detail }) => onChange(detail.value[0] ?? null)}>
      <SpaceBetween size="xs" alignItems="center">
        <span>{file === null ? "Drop an .eml file here" : `${file.name}, ${sizeOf(file.size)}`}</span>
        <FileInput
          value={file === null ? [] : [file]}
          accept=".eml,message/rfc822"
          ariaLabel="Choose an .eml file"
          onChange={({ detail }) => onChange(detail.value[0] ?? null)}
        >
          Choose a file
        </FileInput>
      </SpaceBetween>
    </FileDropzone>
  );
}

function WordsPart({ value, set }: { value: TriedInput; set: (part: Partial<TriedInput>) => void }) {
  return (
    <SpaceBetween size="s">
      <FormField label="Subject" stretch>
        <Input value={value.subject} onChange={({ detail }) => set({ subject: detail.value })} />
      </FormField>
      <FormField label="Text" stretch>
        <Textarea value={value.text} rows={6} onChange={({ detail }) => set({ text: detail.value })} />
      </FormField>
    </SpaceBetween>
  );
}
