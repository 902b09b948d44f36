import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import type { HeldAnswer, HeldRow } from "../../../../src/contracts/admin-api/held.ts";
import { Address } from "../parts/address.tsx";
import type { HeldQuestion } from "../parts/held-dialogs.tsx";
import { HeldDialogs } from "../parts/held-dialogs.tsx";
import type { Column } from "../parts/list/column.ts";
import { mostHeldWhole, pagesOf, useAllRows } from "../parts/list/use-pages.ts";
import { Listing } from "../parts/listing.tsx";
import { subjectOf } from "../parts/message-words.ts";
import { useVisit } from "../signed-in.ts";
import { dateTime, sizeOf } from "../words.ts";

/** What waits for a reviewer, longest waiting first. */
export function HeldPage() {
  const [question, setQuestion] = useState<HeldQuestion | null>(null);
  const { rows, isCut, reload } = useAllRows("api/held", waiting);
  const { role } = useVisit().signedIn;
  const mayDecide = role === "owner" || role === "reviewer";
  return (
    <>
      <title>Held for review – Administrative Console</title>
      <Listing<HeldRow>
        name="held"
        title="Held for review"
        description="Mail that waits for a person. After five days it goes back to its sender; it is never released by itself."
        columns={columnsFor(mayDecide, role === "reviewer", setQuestion)}
        idOf={({ messageId, recipientId }) => `${messageId}/${recipientId}`}
        loaded={rows}
        onReload={reload}
        notice={
          isCut ? <Alert type="warning">These are the {mostHeldWhole} that wait longest; more wait.</Alert> : null
        }
        filterPlaceholder="Filter by people, subject or reason"
        empty={{ title: "Nothing waits", text: "Mail that a policy holds appears here, with the days it has left." }}
      />
      {question === null ? null : (
        <HeldDialogs
          question={question}
          onClose={() => setQuestion(null)}
          onDecided={() => {
            setQuestion(null);
            reload();
          }}
        />
      )}
    </>
  );
}

const waiting = pagesOf<HeldAnswer, HeldRow>("api/held", new URLSearchParams(), ({ held }) => held);

type Ask = (question: HeldQuestion) => void;

function columnsFor(mayDecide: boolean, mayOpen: boolean, ask: Ask): readonly Column<HeldRow>[] {
  return [...facts(mayOpen, ask), ...(mayDecide ? [decision(ask)] : [])];
}

const facts = (mayOpen: boolean, ask: Ask): readonly Column<HeldRow>[] => [
  {
    id: "subject",
    header: "Subject",
    main: true,
    minWidth: 170,
    text: ({ subject }) => subject,
    cell: (row) =>
      mayOpen && row.readable ? (
        <Link onFollow={() => ask({ what: "look", row })}>{subjectOf(row)}</Link>
      ) : (
        subjectOf(row)
      ),
  },
  {
    id: "from",
    header: "From",
    minWidth: 130,
    text: ({ from }) => from,
    cell: ({ from }) => <Address of={from || "–"} />,
  },
  {
    id: "to",
    header: "To",
    minWidth: 130,
    text: ({ address }) => address,
    cell: ({ address }) => <Address of={address} />,
  },
  { id: "why", header: "Why", minWidth: 150, text: ({ reason = "" }) => reason },
  {
    id: "until",
    header: "Goes back",
    filter: "time",
    minWidth: 130,
    text: ({ until }) => until,
    cell: (row) => <Deadline row={row} />,
  },
  {
    id: "held",
    header: "Held since",
    filter: "time",
    hidden: true,
    text: ({ heldAt }) => heldAt,
    cell: ({ heldAt }) => dateTime(heldAt),
  },
  {
    id: "size",
    header: "Size",
    hidden: true,
    filter: "none",
    numeric: true,
    text: ({ size }) => `${size}`,
    cell: ({ size }) => sizeOf(size),
  },
];

const decision = (ask: Ask): Column<HeldRow> => ({
  id: "decide",
  header: "Decide",
  filter: "none",
  minWidth: 190,
  text: ({ proposal }) => (proposal === undefined ? "" : `release proposed: ${proposal.form}`),
  cell: (row) => (
    <span className="badges">
      {row.unreleasable ? null : (
        <Button
          variant="inline-link"
          ariaLabel={`Release ${subjectOf(row)} to ${row.address}`}
          onClick={() => ask({ what: "release", row })}
        >
          {row.proposal === undefined ? "Release" : "Agree"}
        </Button>
      )}
      <Button
        variant="inline-link"
        ariaLabel={`Return ${subjectOf(row)} to ${row.from}`}
        onClick={() => ask({ what: "return", row })}
      >
        Return
      </Button>
    </span>
  ),
});

const hour = 60 * 60 * 1000;

function Deadline({ row: { until, proposal, unreleasable } }: { row: HeldRow }) {
  const hours = Math.max(0, Math.round((Date.parse(until) - Date.now()) / hour));
  const left = hours >= 48 ? `in ${Math.floor(hours / 24)} days` : `in ${hours} hours`;
  return (
    <span className="lines">
      <StatusIndicator type={hours < 24 ? "warning" : "pending"}>{left}</StatusIndicator>
      {unreleasable ? <StatusIndicator type="error">A virus was found</StatusIndicator> : null}
      {proposal === undefined ? null : (
        <span className="quiet">
          {proposal.own ? "You proposed its release; another must agree." : "Its release was proposed to you."}
        </span>
      )}
    </span>
  );
}
