import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import type { DraftAnswer, PublishedAnswer } from "../../../../src/contracts/admin-api/drafts.ts";
import { useFlash } from "../flashes.ts";
import { goTo } from "../router.ts";
import { useChange } from "../use-change.ts";
import { dateTime } from "../words.ts";

type Props = {
  value: DraftAnswer;
  of: string;
  hasErrors: boolean;
  holesSeen: boolean;
  onRefused: () => void;
  onPublished: () => void;
};

/** Puts the draft in force, with a note that stays in the history. */
export function PublishPanel({ value, of, hasErrors, holesSeen, onRefused, onPublished }: Props) {
  const [note, setNote] = useState("");
  const [accept, setAccept] = useState(false);
  const [hole, setHole] = useState<string | null>(null);
  const { busy, run } = useChange();
  const flash = useFlash();
  const isStale = value.basedOn !== value.inForce;
  const publish = async () => {
    const body = { of: of === "" ? undefined : of, revision: value.revision, note, acceptHoles: accept };
    const told = await run<PublishedAnswer>({ method: "POST", path: "api/draft/publish", body });
    if (told.kind === "failed") {
      if (told.error.code === "opens-a-hole") setHole(told.error.message);
      return onRefused();
    }
    onPublished();
    goTo("policies");
    setTimeout(() => flash({ type: "success", text: publishedWords(told.answer) }));
  };
  const asksForHoles = hole !== null || holesSeen;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="In force from the next message on. Before, the messages of the last 7 days are judged by it: if mail that is protected now would go out in clear, you are asked first."
        >
          Publish
        </Header>
      }
    >
      <SpaceBetween size="m">
        <FormField label="Note" description="Why this change is made. It stays in the history." stretch>
          <Textarea value={note} rows={2} onChange={({ detail }) => setNote(detail.value)} />
        </FormField>
        {hole === null ? null : (
          <Alert type="warning" header="Not published: this opens a hole">
            {hole}.
          </Alert>
        )}
        {asksForHoles ? (
          <Checkbox checked={accept} onChange={({ detail }) => setAccept(detail.checked)}>
            I have seen which past messages would go out in clear, and want this.
          </Checkbox>
        ) : null}
        <Button
          variant="primary"
          loading={busy}
          loadingText="Checking and publishing"
          disabled={hasErrors || isStale || note.trim() === "" || value.changes === 0 || (asksForHoles && !accept)}
          onClick={() => void publish()}
        >
          Publish version {value.inForce + 1}
        </Button>
      </SpaceBetween>
    </Container>
  );
}

/** What was published, and how far back it was tried on past mail. */
function publishedWords({ version, looked }: PublishedAnswer): string {
  const words = `Version ${version} is in force from the next message on.`;
  if (looked === undefined || looked.messages === 0) return words;
  const messages = looked.messages.toLocaleString("en");
  if (looked.isWhole)
    return `${words} None of the ${messages} messages of the last 7 days would have gone out in clear.`;
  return `${words} None of the newest ${messages} messages, back to ${dateTime(looked.since)}, would have gone out in clear; a replay looks at all.`;
}
