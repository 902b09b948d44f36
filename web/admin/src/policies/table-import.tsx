import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import FileDropzone from "@cloudscape-design/components/file-dropzone";
import FileInput from "@cloudscape-design/components/file-input";
import Modal from "@cloudscape-design/components/modal";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { TableFileAnswer } from "../../../../src/contracts/admin-api/table-files.ts";
import { largestTableFile } from "../../../../src/contracts/limits.ts";
import { useChange } from "../use-change.ts";
import { count } from "./draft-bar.tsx";
import { readBase64 } from "./read-base64.ts";
import { TablePreview } from "./table-preview.tsx";

type Kind = "group" | "attributes" | "dictionary";
type Props = {
  kind: Kind;
  has: number;
  disabled: boolean;
  onTake: (read: TableFileAnswer, mode: "add" | "replace") => void;
};

const words: Readonly<
  Record<Kind, { readonly header: string; readonly form: string; readonly thing: string; readonly things: string }>
> = {
  group: {
    header: "Import members",
    form: "One address a row; a domain is written @partner.example. A heading such as “Email” names the column.",
    thing: "member",
    things: "members",
  },
  attributes: {
    header: "Import attributes",
    form: "One person a row. The first row names the columns, one of them “address”.",
    thing: "person",
    things: "people",
  },
  dictionary: {
    header: "Import entries",
    form: "One phrase a row; or with a first row that names the columns: phrase, pattern, weight, maximum, required, exclude.",
    thing: "entry",
    things: "entries",
  },
};

/** Reads a CSV file, shows what stands in it and what does not fit, and takes it only when that is wanted. */
export function TableImport({ kind, has, disabled, onTake }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const [read, setRead] = useState<TableFileAnswer | null>(null);
  const [mode, setMode] = useState<"add" | "replace">("replace");
  const { header, thing, things } = words[kind];
  const { busy, refusal, take } = useTableFile(kind, setRead);
  const close = () => {
    setIsOpen(false);
    setRead(null);
  };
  const found = read === null ? 0 : foundIn(read);
  return (
    <>
      <Button iconName="upload" disabled={disabled} onClick={() => setIsOpen(true)}>
        Import CSV
      </Button>
      <Modal
        visible={isOpen}
        size="large"
        header={header}
        closeAriaLabel="Close"
        onDismiss={close}
        footer={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={close}>Cancel</Button>
            <Button
              variant="primary"
              disabled={found === 0}
              onClick={() => {
                if (read !== null) onTake(read, mode);
                close();
              }}
            >
              {mode === "add" ? "Add" : "Take"} {count(found, thing, things)}
            </Button>
          </SpaceBetween>
        }
      >
        <Body
          kind={kind}
          has={has}
          busy={busy}
          read={read}
          refusal={refusal}
          mode={mode}
          onMode={setMode}
          onFile={take}
        />
      </Modal>
    </>
  );
}

const tooLarge = "The file is larger than 3 MB. Divide it, and add the parts one after the other.";

/** Sends a file to be read; nothing of it is kept there. */
function useTableFile(kind: Kind, onRead: (read: TableFileAnswer | null) => void) {
  const { busy, run } = useChange();
  const [refusal, setRefusal] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    onRead(null);
    setRefusal(file.size > largestTableFile ? tooLarge : null);
    if (file.size > largestTableFile) return;
    const body = { kind, data: await readBase64(file) };
    const told = await run<TableFileAnswer>({ method: "POST", path: "api/table-files", body });
    if (told.kind === "done") onRead(told.answer);
    else setRefusal(`${told.error.message}.`);
  };
  return { busy, refusal, take };
}

type BodyProps = Pick<Props, "kind" | "has"> & {
  busy: boolean;
  read: TableFileAnswer | null;
  refusal: string | null;
  mode: "add" | "replace";
  onMode: (mode: "add" | "replace") => void;
  onFile: (file: File | undefined) => Promise<void>;
};

function Body({ kind, has, busy, read, refusal, mode, onMode, onFile }: BodyProps) {
  const { form, thing, things } = words[kind];
  return (
    <SpaceBetween size="m">
      <p className="sentence">{form}</p>
      <FileDropzone onChange={({ detail }) => void onFile(detail.value[0])}>
        <SpaceBetween size="xs" alignItems="center">
          <span>{busy ? "Reading the file" : "Drop a CSV file here"}</span>
          <FileInput
            value={[]}
            accept=".csv,.txt,text/csv"
            ariaLabel="Choose a CSV file"
            onChange={({ detail }) => void onFile(detail.value[0])}
          >
            Choose a file
          </FileInput>
        </SpaceBetween>
      </FileDropzone>
      {refusal === null ? null : <Alert type="error">{refusal}</Alert>}
      {read === null ? null : <TablePreview kind={kind} read={read} found={count(foundIn(read), thing, things)} />}
      {read === null || has === 0 ? null : (
        <RadioGroup
          ariaLabel="What happens with those that are there already"
          value={mode}
          items={[
            {
              value: "replace",
              label: `In place of the ${count(has, thing, things)} that ${has === 1 ? "is" : "are"} there`,
            },
            { value: "add", label: "Beside those that are there" },
          ]}
          onChange={({ detail }) => onMode(detail.value as "add")}
        />
      )}
    </SpaceBetween>
  );
}

function foundIn({ addresses, domains, entries, attributes }: TableFileAnswer): number {
  return addresses.length + domains.length + entries.length + Object.keys(attributes).length;
}
