import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { ReactNode } from "react";
import type { MessageRow } from "../../../../src/contracts/admin-api/messages.ts";
import { follow, hrefOf } from "../router.ts";
import { dateTime, statusOfMessage } from "../words.ts";
import { DispositionBadges } from "./disposition-badge.tsx";
import { recipientsOf, subjectOf } from "./message-words.ts";
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
      header={<Header variant="h2">Messages</Header>}
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
    minWidth: 130,
    cell: ({ receivedAt }) => <time dateTime={receivedAt}>{dateTime(receivedAt)}</time>,
  },
  { id: "from", header: "From", minWidth: 150, cell: ({ from }) => from || <Box color="inherit">(no sender)</Box> },
  { id: "to", header: "To", minWidth: 150, cell: recipientsOf },
  {
    id: "subject",
    header: "Subject",
    minWidth: 160,
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
    minWidth: 120,
    cell: ({ recipients }) => <DispositionBadges of={recipients.map(({ disposition }) => disposition)} />,
  },
  {
    id: "state",
    header: "State",
    minWidth: 130,
    cell: (row) => {
      const { type, text } = statusOfMessage(row);
      return <StatusIndicator type={type}>{text}</StatusIndicator>;
    },
  },
];
