import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import FileInput from "@cloudscape-design/components/file-input";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import type { DraftEntry } from "../../../../src/contracts/admin-api/drafts.ts";
import { longestTestMessage } from "../../../../src/contracts/limits.ts";
import { freeId } from "./new-policy.ts";
import { readBase64 } from "./read-base64.ts";

type Props = { taken: readonly string[]; onSave: (test: DraftEntry) => void; onCancel: () => void };

const expectations = [
  { value: "is encrypt", label: "must be encrypted" },
  { value: "isNot encrypt", label: "must not be encrypted" },
  { value: "isNot send", label: "must not go out in clear" },
  { value: "is send", label: "must be sent unencrypted" },
  { value: "is hold", label: "must be held for review" },
  { value: "is return", label: "must be returned" },
  { value: "is discard", label: "must be discarded" },
];
const example = [
  "From: anna@company.example",
  "To: bob@partner.example",
  "Subject: Order",
  "",
  "My card is 4111 1111 1111 1111.",
  "",
].join("\n");

/** Makes a golden test of an .eml file or of typed lines. */
export function GoldenTestModal({ taken, onSave, onCancel }: Props) {
  const [name, setName] = useState("");
  const [message, setMessage] = useState("");
  const [encoding, setEncoding] = useState<"text" | "base64">("text");
  const [to, setTo] = useState("");
  const [expect, setExpect] = useState("is encrypt");
  const isTooLarge = message.length > longestTestMessage;
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await readMessageFile(file);
    setMessage(read.message);
    setEncoding(read.encoding);
    if (name === "") setName(file.name.replace(/\.eml$/i, ""));
  };
  const save = () => {
    const [kind = "is", disposition = ""] = expect.split(" ");
    const addresses = to.split(/[\s,;]+/).filter((address) => address !== "");
    onSave({
      id: freeId(name, taken),
      name: name.trim(),
      message,
      encoding,
      ...(addresses.length > 0 && { to: addresses }),
      expect: { [kind]: disposition },
    });
  };
  return (
    <Modal
      visible
      size="large"
      header="New golden test"
      closeAriaLabel="Close"
      onDismiss={onCancel}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onCancel}>Cancel</Button>
          <Button variant="primary" disabled={name.trim() === "" || message === "" || isTooLarge} onClick={save}>
            Keep the test
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="m">
        <FormField label="Name" stretch>
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        <FormField label="This message" stretch>
          <Select
            selectedOption={expectations.find(({ value }) => value === expect) ?? null}
            options={expectations}
            onChange={({ detail }) => setExpect(detail.selectedOption.value ?? "")}
          />
        </FormField>
        <FormField label="For recipients" description="Empty: those in the message" stretch>
          <Input value={to} onChange={({ detail }) => setTo(detail.value)} />
        </FormField>
        <FormField label="Message" description="As an .eml file holds it: header lines, an empty line, text" stretch>
          <MessageField message={message} encoding={encoding} onFile={take} onType={setMessage} />
        </FormField>
        {isTooLarge ? (
          <Alert type="error">A golden test may be 256 KB long. Cut what does not matter out of the message.</Alert>
        ) : null}
        <span className="quiet">
          Golden tests are stored with the policies and exported with them: use made-up numbers, not real ones.
        </span>
      </SpaceBetween>
    </Modal>
  );
}

type MessageProps = {
  message: string;
  encoding: "text" | "base64";
  onFile: (file: File | undefined) => Promise<void>;
  onType: (message: string) => void;
};

function MessageField({ message, encoding, onFile, onType }: MessageProps) {
  return (
    <SpaceBetween size="xs">
      <FileInput
        value={[]}
        accept=".eml,message/rfc822"
        ariaLabel="Choose an .eml file"
        onChange={({ detail }) => void onFile(detail.value[0])}
      >
        Take an .eml file
      </FileInput>
      {encoding === "base64" ? (
        <span className="quiet">The file is no text; it is kept as it is.</span>
      ) : (
        <Textarea
          value={message}
          rows={8}
          placeholder={example}
          spellcheck={false}
          onChange={({ detail }) => onType(detail.value)}
        />
      )}
    </SpaceBetween>
  );
}

/** The file as text where it is UTF-8, else as base64. */
async function readMessageFile(file: File): Promise<{ message: string; encoding: "text" | "base64" }> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return { message: text.replace(/\r\n/g, "\n"), encoding: "text" };
  } catch {
    return { message: await readBase64(file), encoding: "base64" };
  }
}
