import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { count } from "./draft-bar.tsx";
import { ReplayRows } from "./replay-rows.tsx";
import type { Replay, Replayed } from "./use-replay.ts";

type Props = {
  of: string;
  revision: number;
  disabled: boolean;
  replay: Replay;
  start: (asked: Replayed) => unknown;
  cancel: () => void;
};

const spans = [1, 7, 30, 90].map((days) => ({
  value: String(days),
  label: days === 1 ? "The last day" : `The last ${days} days`,
}));
const comparisons = [
  { value: "then", label: "What was decided then" },
  { value: "in-force", label: "The policies in force" },
];

/** Judges past messages by the draft: who would be treated otherwise, and how. */
export function ReplayPanel({ of, revision, disabled, replay, start, cancel }: Props) {
  const [days, setDays] = useState("7");
  const [against, setAgainst] = useState("then");
  const isRunning = replay.state === "running";
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Judges past messages by this draft, from the facts that were kept of them and, where owners want it kept, their text. Nothing is sent."
        >
          Replay
        </Header>
      }
    >
      <SpaceBetween size="m">
        <div className="fields">
          <FormField label="Messages of">
            <Select
              selectedOption={spans.find(({ value }) => value === days) ?? null}
              options={spans}
              disabled={isRunning}
              onChange={({ detail }) => setDays(detail.selectedOption.value ?? "7")}
            />
          </FormField>
          <FormField label="Compared with">
            <Select
              selectedOption={comparisons.find(({ value }) => value === against) ?? null}
              options={comparisons}
              disabled={isRunning}
              onChange={({ detail }) => setAgainst(detail.selectedOption.value ?? "then")}
            />
          </FormField>
        </div>
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            disabled={disabled || isRunning}
            onClick={() => void start({ of, revision, days: Number(days), against: against as "then" })}
          >
            {replay.state === "idle" ? "Replay" : "Replay again"}
          </Button>
          {isRunning ? <Button onClick={cancel}>Cancel</Button> : null}
        </SpaceBetween>
        {disabled ? <span className="quiet">A draft with errors cannot judge anything yet.</span> : null}
        {replay.state === "idle" ? null : <Progress replay={replay} />}
        {replay.rows.length > 0 ? <ReplayRows rows={replay.rows} of={of} /> : null}
      </SpaceBetween>
    </Container>
  );
}

/** Why something cannot be known, and what could be done about it. */
function unknownWords({ textDays }: Replay): string {
  const words = "The draft asks what nobody asked when these messages came.";
  return textDays === 0
    ? `${words} Only their text could tell: where an owner has texts kept (Settings), those who may edit policies can have it asked.`
    : `${words} Their text is not kept: it is older than ${count(textDays, "day")}, or came before it was to be kept, was too long, or a copy was recalled or has expired.`;
}

function Progress({ replay }: { replay: Replay }) {
  const { state, done, messages, recipients, rows, notKnown, texts, error } = replay;
  const changed = rows.filter(({ kind }) => kind === "changed").length;
  const unknown = rows.length - changed;
  const holes = rows.filter(({ opensHole }) => opensHole).length;
  const words = `${count(messages, "message")} with ${count(recipients, "recipient")}: ${changed} treated otherwise, ${unknown} cannot be known.`;
  return (
    <SpaceBetween size="s">
      <ProgressBar
        value={Math.round(done * 100)}
        label={state === "running" ? "Replaying" : "Replay"}
        description={words}
        status={
          state === "running"
            ? "in-progress"
            : state === "failed"
              ? "error"
              : state === "done"
                ? "success"
                : "in-progress"
        }
        resultText={state === "done" ? "All of them were replayed" : `Stopped: ${error?.message ?? ""}`}
        {...(state === "cancelled" && { additionalInfo: "Cancelled; what was found until then stands below." })}
      />
      {notKnown > 0 ? (
        <span className="quiet">Of {count(notKnown, "message")} nothing can be said: too little was kept of them.</span>
      ) : null}
      {texts > 0 ? (
        <span className="quiet">The kept text of {count(texts, "message")} was asked, which is in the audit log.</span>
      ) : null}
      {unknown > 0 ? <span className="quiet">{unknownWords(replay)}</span> : null}
      {holes > 0 ? (
        <Alert type="warning" header="This opens a hole">
          {count(holes, "past recipient")} would get in clear what was protected.
        </Alert>
      ) : null}
      {state === "done" && rows.length === 0 ? <span>Every recipient would be treated as before.</span> : null}
    </SpaceBetween>
  );
}
