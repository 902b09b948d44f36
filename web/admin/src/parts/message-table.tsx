import Link from "@cloudscape-design/components/link";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { ReactNode } from "react";
import type { MessageRow } from "../../../../src/contracts/admin-api/messages.ts";
import { follow, hrefOf } from "../router.ts";
import { dateTime } from "../words.ts";
import { Address } from "./address.tsx";
import { DispositionBadges } from "./disposition-badge.tsx";
import { MessageStatus } from "./message-status.tsx";
import { othersOf, subjectOf } from "./message-words.ts";
import { NoMessages } from "./no-messages.tsx";

/** What both forms of the list take. */
export type MessageListProps = {
  messages: readonly MessageRow[];
  loading: boolean;
  firstPage: boolean;
  pagination: ReactNode;
};

/** The list for desktop windows. */
export function MessageTable({ messages, loading, firstPage, pagination }: MessageListProps) {
  return (
    <Table
      items={messages}
      columnDefinitions={columns}
      trackBy="id"
      loading={loading}
      loadingText="Loading messages"
      wrapLines
      pagination={pagination}
      empty={<NoMessages firstPage={firstPage} />}
      ariaLabels={{ tableLabel: "Messages" }}
      enableKeyboardNavigation
    />
  );
}

const columns: TableProps.ColumnDefinition<MessageRow>[] = [
  {
    id: "time",
    header: "Received",
    minWidth: 110,
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
    cell: ({ from }) => (from === "" ? "(no sender)" : <Address of={from} />),
  },
  {
    id: "to",
    header: "To",
    minWidth: 130,
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
    isRowHeader: true,
    cell: (row) => (
      <Link href={hrefOf(`messages/${encodeURIComponent(row.id)}`)} onFollow={follow}>
        {subjectOf(row)}
      </Link>
    ),
  },
  {
    id: "action",
    header: "Decided",
    minWidth: 90,
    cell: ({ recipients }) => <DispositionBadges of={recipients.map(({ disposition }) => disposition)} />,
  },
  { id: "state", header: "State", minWidth: 140, cell: (row) => <MessageStatus message={row} lines /> },
];
