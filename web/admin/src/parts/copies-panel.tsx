import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import type { ActionAnswer, CopiesAnswer, CopyRow } from "../../../../src/contracts/admin-api/message-actions.ts";
import { useVisit } from "../signed-in.ts";
import { useChange } from "../use-change.ts";
import { useLoaded } from "../use-loaded.ts";
import { dateTime } from "../words.ts";
import { Address } from "./address.tsx";
import { ExtendDialog, RecallDialog } from "./copies-dialogs.tsx";

type Props = { messageId: string; onChanged: () => void };
type Doing = "suspend" | "resume" | "resend" | "recall";

const done: Readonly<Record<Doing, string>> = {
  suspend: "Suspended. It cannot be opened until you resume it.",
  resume: "Resumed. It can be opened again.",
  resend: "The notice is on its way once more.",
  recall: "Recalled. The keys are being destroyed.",
};

/** The sealed copies of a message and what can be done with each. */
export function CopiesPanel({ messageId, onChanged }: Props) {
  const path = `api/messages/${encodeURIComponent(messageId)}`;
  const { loaded, reload } = useLoaded<CopiesAnswer>(`${path}/copies`);
  const { busy, run } = useChange();
  const [recalling, setRecalling] = useState<CopyRow | null>(null);
  const [extending, setExtending] = useState(false);
  const { role } = useVisit().signedIn;
  const copies = loaded.kind === "ready" ? loaded.value.copies : [];
  if (copies.length === 0) return null;
  const refresh = () => {
    reload();
    onChanged();
  };
  const act = async (what: Doing, { recipientId }: CopyRow) => {
    setRecalling(null);
    const body = { what, recipientId };
    const change = { method: "POST", path: `${path}/actions`, body, done: done[what], refused } as const;
    const changed = await run<ActionAnswer>(change);
    if (changed.kind === "done") refresh();
  };
  const extend = async (days: number) => {
    setExtending(false);
    const words = `It can be opened for ${days} days from receipt.`;
    const change = { method: "POST", path: `${path}/extension`, body: { days }, done: words, refused } as const;
    if ((await run<ActionAnswer>(change)).kind === "done") refresh();
  };
  return (
    <section aria-label="Sealed copies">
      <h3>Sealed copies</h3>
      <ul className="rows">
        {copies.map((copy) => (
          <Copy
            key={copy.recipientId}
            copy={copy}
            busy={busy}
            mayAct={role !== "auditor"}
            onChoose={(what) => {
              if (what === "extend") setExtending(true);
              else if (what === "recall") setRecalling(copy);
              else void act(what, copy);
            }}
          />
        ))}
      </ul>
      {recalling === null ? null : (
        <RecallDialog
          copy={recalling}
          onCancel={() => setRecalling(null)}
          onRecall={() => void act("recall", recalling)}
        />
      )}
      {extending ? <ExtendDialog onCancel={() => setExtending(false)} onExtend={(days) => void extend(days)} /> : null}
    </section>
  );
}

const refused = {
  "nothing-changed": "Nothing was changed: it does not fit where the message stands, or it was done a moment ago.",
};

const states: Readonly<Record<CopyRow["state"], { type: StatusIndicatorProps.Type; text: string }>> = {
  waiting: { type: "success", text: "Can be opened" },
  suspended: { type: "pending", text: "Suspended" },
  recalled: { type: "stopped", text: "Recalled" },
  expired: { type: "stopped", text: "Expired" },
};

type CopyProps = { copy: CopyRow; busy: boolean; mayAct: boolean; onChoose: (what: Doing | "extend") => void };

function Copy({ copy, busy, mayAct, onChoose }: CopyProps) {
  const { address, state, expiresAt, openedAt, bouncedAt } = copy;
  const { type, text } = states[state];
  const open = state === "waiting" || state === "suspended";
  return (
    <li>
      <div className="event-head">
        <div>
          <Address of={address} />
          <div>
            <StatusIndicator type={type}>{text}</StatusIndicator>
          </div>
        </div>
        {mayAct && open ? (
          <ButtonDropdown
            loading={busy}
            items={[
              { id: "resend", text: "Send the notice again", disabled: !copy.resendable },
              { id: "extend", text: "Extend…" },
              state === "suspended" ? { id: "resume", text: "Resume" } : { id: "suspend", text: "Suspend" },
              { id: "recall", text: "Recall…" },
            ]}
            onItemClick={({ detail }) => onChoose(detail.id as Doing | "extend")}
            ariaLabel={`Actions for ${address}`}
            expandToViewport
          >
            Actions
          </ButtonDropdown>
        ) : null}
      </div>
      <div className="quiet">
        {openedAt === undefined ? "Not opened yet" : `Opened ${dateTime(openedAt)}`}
        {open ? `, can be opened until ${dateTime(expiresAt)}` : ""}
        {bouncedAt === undefined ? "" : `, notice came back ${dateTime(bouncedAt)}`}
      </div>
    </li>
  );
}
