import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { Conflict, DraftAnswer, RebaseAnswer } from "../../../../src/contracts/admin-api/drafts.ts";
import { useChange } from "../use-change.ts";

type Choices = Readonly<Record<string, "mine" | "theirs">>;

/** Brings a draft up to date with the version that was published meanwhile; asks where both changed the same. */
export function RebasePanel({ value, of, onDone }: { value: DraftAnswer; of: string; onDone: () => void }) {
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  const [choices, setChoices] = useState<Choices>({});
  const { busy, run } = useChange();
  const rebase = async () => {
    const body = { of: of === "" ? undefined : of, revision: value.revision, choices };
    const told = await run<RebaseAnswer>({ method: "POST", path: "api/draft/rebase", body });
    if (told.kind === "failed") return;
    setConflicts(told.answer.conflicts);
    if (told.answer.conflicts.length === 0) onDone();
  };
  const isChosen = conflicts.every(({ key }) => choices[key] !== undefined);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={`The draft rests on version ${value.basedOn}; version ${value.inForce} is in force. Your changes are carried over to it.`}
        >
          Bring the draft up to date
        </Header>
      }
    >
      <SpaceBetween size="m">
        {conflicts.map(({ key, name, mine, theirs }) => (
          <div key={key} className="difference">
            <b>“{name}” was changed on both sides</b>
            <RadioGroup
              ariaLabel={`Which “${name}” is kept`}
              value={choices[key] ?? null}
              items={[
                { value: "mine", label: "Keep mine", description: mine },
                { value: "theirs", label: `Take that of version ${value.inForce}`, description: theirs },
              ]}
              onChange={({ detail }) => setChoices({ ...choices, [key]: detail.value as "mine" })}
            />
          </div>
        ))}
        <Button variant="primary" loading={busy} disabled={!isChosen} onClick={() => void rebase()}>
          {conflicts.length === 0 ? "Bring up to date" : "Carry over as chosen"}
        </Button>
      </SpaceBetween>
    </Container>
  );
}
