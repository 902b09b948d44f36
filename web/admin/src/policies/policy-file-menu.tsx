import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import FileInput from "@cloudscape-design/components/file-input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { hrefOf } from "../router.ts";
import { useChange } from "../use-change.ts";
import { type DraftHandle, ofQuery } from "./use-draft.ts";

/** Policies as a file: the one that git keeps and the command line judges by. */
export function PolicyFileMenu({ draft }: { draft: DraftHandle }) {
  const [isImporting, setIsImporting] = useState(false);
  const open = (path: string) => location.assign(hrefOf(path));
  return (
    <>
      <ButtonDropdown
        expandToViewport
        items={[
          { id: "in-force", text: "Export the policies in force" },
          { id: "draft", text: "Export this draft" },
          { id: "import", text: "Import a file into this draft…" },
        ]}
        onItemClick={({ detail }) => {
          if (detail.id === "import") setIsImporting(true);
          else open(detail.id === "draft" ? `api/draft/file${ofQuery(draft.of)}` : "api/policy-versions/current/file");
        }}
      >
        File
      </ButtonDropdown>
      <ImportFile draft={draft} visible={isImporting} onDone={() => setIsImporting(false)} />
    </>
  );
}

function ImportFile({ draft, visible, onDone }: { draft: DraftHandle; visible: boolean; onDone: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const { busy, run } = useChange();
  const send = async () => {
    if (file === null || draft.loaded.kind !== "ready") return;
    const body = {
      of: draft.of === "" ? undefined : draft.of,
      revision: draft.loaded.value.revision,
      text: await file.text(),
    };
    const done = "The file is in the draft. Review what it changes before you publish it.";
    await run({ method: "POST", path: "api/draft/file", body, done });
    onDone();
    draft.reload();
  };
  return (
    <Modal
      visible={visible}
      header="Import a policies file"
      closeAriaLabel="Close"
      onDismiss={onDone}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onDone}>Cancel</Button>
          <Button variant="primary" disabled={file === null} loading={busy} onClick={() => void send()}>
            Replace the draft
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="s">
        <p className="sentence">
          The file takes the place of everything in this draft. The policies in force stay as they are.
        </p>
        <FileInput
          value={file === null ? [] : [file]}
          accept=".json,application/json"
          onChange={({ detail }) => setFile(detail.value[0] ?? null)}
        >
          Choose a file
        </FileInput>
        {file === null ? null : <span>{file.name}</span>}
      </SpaceBetween>
    </Modal>
  );
}
