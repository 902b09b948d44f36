import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useState } from "react";
import type { CoReadersAnswer } from "../../../../src/contracts/admin-api/co-readers.ts";
import { useChange } from "../use-change.ts";
import { useLoaded } from "../use-loaded.ts";
import { dateTime } from "../words.ts";
import { Address } from "./address.tsx";
import { Failure } from "./failure.tsx";

const refused = {
  "co-reader-not-an-address": "That is not an email address.",
  "co-reader-own-address": "That is the mailbox itself.",
  "co-reader-too-many": "This mailbox has 50 co-readers, the most there can be.",
  "not-found": "They do not read this mailbox any more.",
};

type Props = { mailbox: string; mayAdd: boolean; mayRemove: boolean; onClose: () => void };

/** Who reads a shared mailbox, each under an address of their own; owners let further people in. */
export function CoReadersDialog({ mailbox, mayAdd, mayRemove, onClose }: Props) {
  const { loaded, reload } = useLoaded<CoReadersAnswer>(
    `api/accounts/co-readers?mailbox=${encodeURIComponent(mailbox)}`,
  );
  const { busy, run } = useChange();
  const change = async (path: string, reader: string, done: string) => {
    const { kind } = await run({ method: "POST", path, body: { mailbox, reader }, done, refused });
    if (kind === "done") reload();
    return kind === "done";
  };
  const remove = (reader: string) =>
    void change("api/accounts/co-readers/removal", reader, "They cannot read this mailbox any more.");
  return (
    <Modal visible header="Who reads this mailbox" onDismiss={onClose}>
      <SpaceBetween size="l">
        <Box>
          <Address of={mailbox} /> is read by its owner and by the people below, each signed in under their own address.
          Each leaves a line of their own in message tracking.
        </Box>
        {loaded.kind === "loading" ? <Spinner /> : null}
        {loaded.kind === "failed" ? <Failure error={loaded.error} onRetry={reload} /> : null}
        {loaded.kind === "ready" ? <People of={loaded.value} busy={busy} onRemove={mayRemove ? remove : null} /> : null}
        {mayAdd ? (
          <Invitation
            busy={busy}
            onInvite={(reader) => change("api/accounts/co-readers", reader, "The invitation is on its way.")}
          />
        ) : null}
      </SpaceBetween>
    </Modal>
  );
}

type PeopleProps = { of: CoReadersAnswer; busy: boolean; onRemove: ((reader: string) => void) | null };

function People({ of: { coReaders }, busy, onRemove }: PeopleProps) {
  if (coReaders.length === 0) return <Box color="text-body-secondary">Nobody but its owner.</Box>;
  return (
    <SpaceBetween size="s">
      {coReaders.map(({ address, name, joinedAt, invitedAt, invitedBy }) => (
        <div key={address}>
          <Address of={address} /> {name}
          <Box color="text-body-secondary" fontSize="body-s">
            Invited {dateTime(invitedAt)} by{" "}
            {invitedBy === "administrator" ? "an administrator" : "the mailbox's owner"};{" "}
            {joinedAt === undefined ? "has read nothing yet" : `first read ${dateTime(joinedAt)}`}
          </Box>
          {onRemove === null ? null : (
            <Button
              variant="inline-link"
              disabled={busy}
              ariaLabel={`Remove ${address}`}
              onClick={() => onRemove(address)}
            >
              Remove
            </Button>
          )}
        </div>
      ))}
    </SpaceBetween>
  );
}

function Invitation({ busy, onInvite }: { busy: boolean; onInvite: (reader: string) => Promise<boolean> }) {
  const [typed, setTyped] = useState("");
  const invite = async () => {
    if (await onInvite(typed.trim())) setTyped("");
  };
  return (
    <SpaceBetween size="s">
      <FormField
        label="Let somebody read it"
        description="They can read everything in this mailbox, earlier mail too. Its owner is told by mail."
      >
        <Input
          value={typed}
          type="email"
          placeholder="name@partner.example"
          onChange={({ detail }) => setTyped(detail.value)}
        />
      </FormField>
      <Button disabled={busy || typed.trim() === ""} onClick={() => void invite()}>
        Invite
      </Button>
    </SpaceBetween>
  );
}
