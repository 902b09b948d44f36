import Link from "@cloudscape-design/components/link";
import type { MessageRow, MessagesAnswer } from "../../../../src/contracts/admin-api/messages.ts";
import { Address } from "../parts/address.tsx";
import { DispositionBadges } from "../parts/disposition-badge.tsx";
import type { Column } from "../parts/list/column.ts";
import { MessageStatus } from "../parts/message-status.tsx";
import { othersOf, subjectOf } from "../parts/message-words.ts";
import { PagedListing } from "../parts/paged-listing.tsx";
import { follow, hrefOf } from "../router.ts";
import { dateTime, dispositionWords, statusesOf } from "../words.ts";

/** Every message that came to the gateway, newest first. */
export function MessagesPage() {
  return (
    <>
      <title>Message tracking – Administrative Console</title>
      <PagedListing<MessageRow, MessagesAnswer>
        name="messages"
        title="Message tracking"
        description="What came to the gateway, what was decided and where it stands. Newest first."
        columns={columns}
        idOf={({ id }) => id}
        path="api/messages"
        rowsOf={({ messages }) => messages}
        properties={[]}
        queryOf={() => new URLSearchParams()}
        empty={{
          title: "No mail yet",
          text: "Messages appear here as soon as the company's mail server sends through the gateway.",
        }}
      />
    </>
  );
}

const columns: readonly Column<MessageRow>[] = [
  {
    id: "received",
    header: "Received",
    text: ({ receivedAt }) => receivedAt,
    cell: ({ receivedAt }) => (
      <time className="once" dateTime={receivedAt}>
        {dateTime(receivedAt)}
      </time>
    ),
  },
  {
    id: "from",
    header: "From",
    minWidth: 130,
    text: ({ from }) => from,
    cell: ({ from }) => (from === "" ? "(no sender)" : <Address of={from} />),
  },
  {
    id: "to",
    header: "To",
    minWidth: 130,
    text: ({ recipients }) => recipients.map(({ address }) => address).join(" "),
    cell: (row) => (
      <>
        <Address of={row.recipients[0]?.address ?? "–"} />
        {othersOf(row)}
      </>
    ),
  },
  {
    id: "subject",
    header: "Subject",
    minWidth: 180,
    main: true,
    text: ({ subject }) => subject,
    cell: (row) => (
      <Link href={hrefOf(`messages/${encodeURIComponent(row.id)}`)} onFollow={follow}>
        {subjectOf(row)}
      </Link>
    ),
  },
  {
    id: "decided",
    header: "Decided",
    minWidth: 90,
    text: ({ recipients }) =>
      distinct(recipients.flatMap(({ disposition }) => disposition ?? []))
        .map(wordOf)
        .join(", "),
    cell: ({ recipients }) => <DispositionBadges of={recipients.map(({ disposition }) => disposition)} />,
  },
  {
    id: "state",
    header: "State",
    minWidth: 140,
    text: (row) =>
      statusesOf(row)
        .map(({ text }) => text)
        .join(", "),
    cell: (row) => <MessageStatus message={row} lines />,
  },
];

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}

function wordOf(disposition: keyof typeof dispositionWords): string {
  return dispositionWords[disposition].short;
}
